// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.job.decode.Item;

/**
 * A row on its way to a table.
 *
 * @param rule the rule that made it
 * @param version the version of the bus definition that has the rule
 * @param item the event
 * @param columns its columns
 */
record RuleRow(String rule, int version, Item.Accepted item, ObjectNode columns) {}
