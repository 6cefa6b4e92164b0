// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.util.List;
import java.util.Set;

/**
 * What the gateway said about one event.
 *
 * @param status the event's own HTTP status; 0 where there was no answer
 * @param code the stable code of the problem; empty for an accepted event
 * @param message the problem in words
 * @param errors the fields of the event that are wrong, where fields are
 */
public record Answer(int status, String code, String message, List<FieldError> errors) {

  /** The code where there was no connection. */
  public static final String NOT_REACHED = "not-reached";

  /** The code where the event was not sent: its time was over before. */
  public static final String NOT_SENT = "not-sent";

  /** The code where the request was sent, or some of it, and there was no answer. */
  public static final String NO_ANSWER = "no-answer";

  /** The code of a success that does not speak of the events that were sent. */
  public static final String NOT_UNDERSTOOD = "not-understood";

  private static final int REQUEST_TIMEOUT = 408;

  /** Answers after which the same event may be accepted: too much, too slow, not there. */
  private static final Set<Integer> TEMPORARY = Set.of(0, REQUEST_TIMEOUT, 429, 502, 503, 504);

  /** The answer to an event that the gateway has. */
  static final Answer ACCEPTED = new Answer(202, "", "", List.of());

  /**
   * A field of an event that is wrong.
   *
   * @param detail what is wrong with it
   * @param pointer where it is: a JSON pointer into the event, as a URI fragment; may be empty
   */
  public record FieldError(String detail, String pointer) {}

  /** Checks nothing: the gateway's words stay as they are. */
  public Answer {
    errors = List.copyOf(errors);
  }

  /** What is known of an event of which the gateway has said nothing. */
  static Answer none(String code, String message) {
    return new Answer(0, code, message, List.of());
  }

  /** The same of an element of an array, with pointers into the element. */
  Answer ofElement(int index) {
    String place = "#/" + index;
    return errors.isEmpty()
        ? this
        : new Answer(
            status,
            code,
            message,
            errors.stream()
                .map(error -> new FieldError(error.detail(), within(place, error.pointer())))
                .toList());
  }

  private static String within(String place, String pointer) {
    boolean inside = pointer.equals(place) || pointer.startsWith(place + "/");
    return inside ? "#" + pointer.substring(place.length()) : pointer;
  }

  /** Whether the gateway has the event. */
  public boolean accepted() {
    return status >= 200 && status < 300;
  }

  /** Whether the same event may be accepted later. */
  public boolean temporary() {
    return TEMPORARY.contains(status);
  }

  /** Whether the gateway itself said that it did not take the event. */
  public boolean refused() {
    return status >= 400 && status < 500 && status != REQUEST_TIMEOUT;
  }

  /** Whether the gateway may have the event all the same. */
  boolean leavesDoubt() {
    boolean unread = status == 0 && (code.equals(NOT_REACHED) || code.equals(NOT_SENT));
    return !accepted() && !refused() && !unread;
  }
}
