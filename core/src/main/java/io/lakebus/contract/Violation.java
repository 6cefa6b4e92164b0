// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import static java.util.Objects.requireNonNull;

/**
 * One place of a detail that is not as its contract says.
 *
 * @param message what is wrong there, for a person
 * @param pointer the place in the detail, as a JSON pointer (RFC 6901); empty for the whole
 */
public record Violation(String message, String pointer) {

  public Violation {
    requireNonNull(message, "message is null");
    requireNonNull(pointer, "pointer is null");
  }

  /** The place and what is wrong there, in one text. */
  public String text() {
    return pointer.isEmpty() ? message : pointer + ": " + message;
  }
}
