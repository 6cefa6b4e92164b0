// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

/** The fate of an appended event. */
public sealed interface AppendResult {

  /**
   * The log has the event durably.
   *
   * @param partition the partition it is in
   * @param offset its offset there
   */
  record Kept(int partition, long offset) implements AppendResult {}

  /**
   * The log does not have the event and never will: sending it again is safe.
   *
   * @param why for the operator
   */
  record NotKept(String why) implements AppendResult {}

  /**
   * The log refuses an event of this size: sending it again is useless.
   *
   * @param why for the operator
   */
  record TooLarge(String why) implements AppendResult {}

  /**
   * Nobody can tell whether the log has the event: it is to be sent again with the same id.
   *
   * @param why for the operator
   */
  record Unknown(String why) implements AppendResult {}
}
