// SPDX-License-Identifier: Apache-2.0
package io.lakebus.route;

import io.lakebus.event.DeadLetter;
import java.util.List;

/**
 * What the rules make of one event.
 *
 * @param rules the names of the rules that took the event, in the definition's order
 * @param rows the rows for the tables, in the rules' order
 * @param deadLetters the shares that failed; one that concerns no rule means that the whole event
 *     failed and nothing else is there
 */
public record Routing(List<String> rules, List<Row> rows, List<DeadLetter> deadLetters) {

  public Routing {
    rules = List.copyOf(rules);
    rows = List.copyOf(rows);
    deadLetters = List.copyOf(deadLetters);
  }
}
