// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

/** An event was not accepted, as far as is known. What is to be done next, the kind says. */
public abstract sealed class SendException extends Exception
    permits RefusedException, NotAcceptedException, UnknownFateException {

  private static final long serialVersionUID = 1;

  private final String eventId;
  private final transient Problem problem;

  SendException(String message, String eventId, Problem problem) {
    super("event " + eventId + " " + message + ": " + problem);
    this.eventId = eventId;
    this.problem = problem;
  }

  /** Whose event it was. */
  public final String eventId() {
    return eventId;
  }

  /** The last that was heard of it. */
  public final Problem problem() {
    return problem;
  }
}
