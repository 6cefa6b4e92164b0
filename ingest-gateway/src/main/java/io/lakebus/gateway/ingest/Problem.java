// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Why a call or an event is refused.
 *
 * @param code the stable code
 * @param detail what is wrong in this case, for the vendor
 * @param errors each field that is wrong, where fields are
 * @param place where in the body, where a byte is to blame
 * @param delay what to wait for, where a limit is to blame
 */
public record Problem(
    ProblemCode code,
    String detail,
    List<FieldError> errors,
    Optional<Place> place,
    Optional<Delay> delay) {

  public Problem {
    requireNonNull(code, "code is null");
    requireNonNull(detail, "detail is null");
    errors = List.copyOf(errors);
    requireNonNull(place, "place is null");
    requireNonNull(delay, "delay is null");
  }

  /** A problem of a call or event as a whole. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of(), Optional.empty(), Optional.empty());
  }

  /** A problem at a place in the body. */
  static Problem at(ProblemCode code, String detail, Place place) {
    return new Problem(code, detail, List.of(), Optional.of(place), Optional.empty());
  }

  /** A problem that is over after some time. */
  public static Problem until(ProblemCode code, String detail, Delay delay) {
    return new Problem(code, detail, List.of(), Optional.empty(), Optional.of(delay));
  }

  /** A problem of an event's fields. */
  static Problem ofFields(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().detail()
            : errors.size() + " fields of the event are wrong";
    return new Problem(
        ProblemCode.INVALID_EVENT, detail, errors, Optional.empty(), Optional.empty());
  }

  /**
   * A problem of a detail that is not as the contract of its type says.
   *
   * @param errors the places in it; not empty
   */
  static Problem ofContract(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().detail()
            : "the detail is not as the contract of its type says in several places";
    return new Problem(
        ProblemCode.CONTRACT_VIOLATED, detail, errors, Optional.empty(), Optional.empty());
  }

  /**
   * A field that is wrong.
   *
   * @param detail what is wrong with it
   * @param pointer where it is, as a JSON pointer from the body's, or its line's, root; empty for
   *     what is not in the body
   */
  public record FieldError(String detail, String pointer) {}

  /**
   * A place in the body.
   *
   * @param line the line, from 1
   * @param column the byte in the line, from 1
   */
  public record Place(int line, int column) {}

  /**
   * What a caller who is at a limit waits for.
   *
   * @param policies the policies that the limits are of
   * @param seconds after how long a call can succeed, at least 1
   */
  public record Delay(List<String> policies, long seconds) {

    public Delay {
      policies = List.copyOf(policies);
    }
  }
}
