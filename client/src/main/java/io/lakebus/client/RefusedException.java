// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

/**
 * The gateway refuses the event for good, and the bus does not have it. Sending the same again
 * leads to the same: the event, or the vendor's key or rights, are to be mended first. {@link
 * #problem} says what is wrong.
 */
public final class RefusedException extends SendException {

  private static final long serialVersionUID = 1;

  RefusedException(String eventId, Problem problem) {
    super("is refused", eventId, problem);
  }
}
