// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.cli;

/** How a command prints what it found. */
public enum OutputFormat {
  /** For a person. */
  TEXT,
  /** For a program: one JSON value. */
  JSON
}
