// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

/**
 * The bus does not have the event, and may accept it later: the gateway was not reached, or the
 * vendor was at its limits, up to the event's deadline; or there was no room for it in the client.
 * It can be sent again, as it is.
 */
public final class NotAcceptedException extends SendException {

  private static final long serialVersionUID = 1;

  NotAcceptedException(String eventId, Problem problem) {
    super("is not accepted", eventId, problem);
  }
}
