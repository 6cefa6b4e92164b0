// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.util.List;

/**
 * Why an event is not accepted, in the gateway's words.
 *
 * @param status the HTTP status of the event; 0 where there was no answer
 * @param code the stable code, to branch on; may be empty where something else than the gateway
 *     answered
 * @param detail what is wrong, for people
 * @param errors each field of the event that is wrong, where fields are
 */
public record Problem(int status, String code, String detail, List<FieldError> errors) {

  /** Keeps a copy of the errors. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * A field that is wrong.
   *
   * @param detail what is wrong with it
   * @param pointer where it is: a JSON pointer into the event, as a URI fragment; may be empty
   */
  public record FieldError(String detail, String pointer) {}

  @Override
  public String toString() {
    String words = (code + " " + detail).strip();
    return status == 0 ? words : (status + " " + words).strip();
  }
}
