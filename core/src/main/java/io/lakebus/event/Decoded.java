// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

/** What decoding a record of the log yields. */
public sealed interface Decoded {

  /** The record is an event. */
  record Accepted(Event event) implements Decoded {}

  /** The record is not an event that Lakebus understands. */
  record Rejected(DeadLetter deadLetter) implements Decoded {}
}
