// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import io.lakebus.bus.Contract;
import io.lakebus.contract.Violation;
import io.lakebus.event.Event;
import java.util.List;

/**
 * How an event keeps the contract of its type.
 *
 * @param handling what the gateway does with one that does not
 * @param violations where it does not; none if it does
 */
record ContractVerdict(Contract.Handling handling, List<Violation> violations) {

  ContractVerdict {
    violations = List.copyOf(violations);
  }

  static ContractVerdict of(Contract contract, Event event) {
    return new ContractVerdict(contract.handling(), contract.schema().violations(event.detail()));
  }

  boolean isKept() {
    return violations.isEmpty();
  }
}
