// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Why one event, or one rule's share of it, does not go on. A value, not an exception: bad data is
 * expected, kept, and can be driven again.
 *
 * @param reason the stable reason
 * @param message what is wrong, for a person
 * @param pointer where in the detail it is wrong, as a JSON pointer (RFC 6901)
 * @param rule the rule concerned, where only one rule's share fails
 */
public record DeadLetter(
    Reason reason, String message, Optional<String> pointer, Optional<String> rule) {

  public DeadLetter {
    requireNonNull(reason, "reason is null");
    requireNonNull(message, "message is null");
    requireNonNull(pointer, "pointer is null");
    requireNonNull(rule, "rule is null");
  }

  /** A dead letter that concerns the whole event. */
  public static DeadLetter of(Reason reason, String message) {
    return new DeadLetter(reason, message, Optional.empty(), Optional.empty());
  }

  /** A dead letter that concerns one rule's share of the event. */
  public static DeadLetter ofRule(Reason reason, String rule, String message) {
    return new DeadLetter(reason, message, Optional.empty(), Optional.of(rule));
  }
}
