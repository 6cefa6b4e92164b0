// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.rule.EventPattern;
import io.lakebus.transform.TransformSpec;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * One rule: events that match its pattern become, through its transform, rows of its targets.
 *
 * @param name the rule's name
 * @param pattern which events it takes
 * @param transform what makes rows of an event
 * @param targets the tables that get each row
 */
public record Rule(
    String name, EventPattern pattern, TransformSpec transform, List<TableNameTemplate> targets) {

  public Rule {
    requireNonNull(name, "name is null");
    requireNonNull(pattern, "pattern is null");
    requireNonNull(transform, "transform is null");
    targets = List.copyOf(targets);
  }
}
