// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

/**
 * Whether the bus has the event is not known: an answer is missing, or the gateway could not say.
 * It is to be sent again with the same id, which changes nothing if the bus has it; with another id
 * it could be there twice.
 */
public final class UnknownFateException extends SendException {

  private static final long serialVersionUID = 1;

  UnknownFateException(String eventId, Problem problem) {
    super("may be accepted or not", eventId, problem);
  }
}
