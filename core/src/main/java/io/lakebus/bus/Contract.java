// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.contract.ContractSchema;
import io.lakebus.contract.Violation;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * What the detail of every event of one detail-type must be like. The job keeps each contract, for
 * an event can come into the log past the gateway, or before the contract was there.
 *
 * @param schema what it must be like
 * @param handling what the gateway does with an event that violates it
 */
public record Contract(ContractSchema schema, Handling handling) {

  /** What the gateway does with an event that violates a contract. */
  public enum Handling {
    /** It tells the vendor so, and does not take it. */
    REFUSE,
    /** It takes it, and the job quarantines it. */
    QUARANTINE
  }

  public Contract {
    requireNonNull(schema, "schema is null");
    requireNonNull(handling, "handling is null");
  }

  /** What an event in the log becomes if its detail violates the contract. */
  public Optional<DeadLetter> deadLetter(ObjectNode detail) {
    List<Violation> violations = schema.violations(detail);
    if (violations.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeadLetter(
            Reason.CONTRACT_VIOLATED,
            violations.stream().map(Violation::text).collect(Collectors.joining("; ")),
            Optional.of(violations.getFirst().pointer()),
            Optional.empty()));
  }
}
