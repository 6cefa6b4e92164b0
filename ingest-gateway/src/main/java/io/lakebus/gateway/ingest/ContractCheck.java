// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Contract;
import io.lakebus.contract.Violation;
import io.lakebus.gateway.ingest.Problem.FieldError;
import java.util.List;
import java.util.Optional;

/**
 * Keeps contracts whose violation refuses an event. Only the detail of such a type is parsed here;
 * contracts whose violation quarantines it are the job's.
 */
final class ContractCheck {

  private ContractCheck() {}

  /** How the event violates the contract of its type, if that refuses it. */
  static Optional<Problem> problem(Bus bus, Draft draft) {
    Optional<Contract> contract = bus.contract(draft.type());
    if (contract.isEmpty() || contract.get().handling() != Contract.Handling.REFUSE) {
      return Optional.empty();
    }
    List<Violation> violations = contract.get().schema().violations(draft.detail());
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.ofContract(
                violations.stream().map(violation -> error(violation, draft)).toList()));
  }

  /** Where no pointer leads to the place, the message says it. */
  private static FieldError error(Violation violation, Draft draft) {
    return draft
        .detailPlace()
        .map(place -> new FieldError(violation.message(), place + violation.pointer()))
        .orElseGet(() -> new FieldError(violation.text(), ""));
  }
}
