// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

/** What {@link LakebusClient#send} does while the client holds as much as it may. */
public enum WhenFull {
  /** Waits for room, up to the event's deadline. */
  BLOCK,
  /** Fails the event at once with {@link NotAcceptedException}. */
  FAIL
}
