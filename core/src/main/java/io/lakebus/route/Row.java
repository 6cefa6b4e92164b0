// SPDX-License-Identifier: Apache-2.0
package io.lakebus.route;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static java.util.Objects.requireNonNull;

/**
 * One row that a rule makes of an event: which table it goes to, and its columns as JSON.
 *
 * @param rule the rule's name
 * @param table the target table
 * @param columns the row's columns; shared with other rows of the same event, so nobody changes it
 */
public record Row(String rule, TableId table, ObjectNode columns) {

  public Row {
    requireNonNull(rule, "rule is null");
    requireNonNull(table, "table is null");
    requireNonNull(columns, "columns is null");
  }
}
