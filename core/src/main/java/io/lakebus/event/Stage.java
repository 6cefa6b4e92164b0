// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

/** The stages of an event's path at which it can become a dead letter. */
public enum Stage {
  DECODE,
  DEDUP,
  ROUTE,
  TRANSFORM,
  WRITE;

  /** The stage's noun, as tables, metrics and documents spell it. */
  public String noun() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
