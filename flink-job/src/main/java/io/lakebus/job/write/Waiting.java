// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.job.decode.Item;

/**
 * A row that waits for its table to be opened.
 *
 * @param rule the rule that made it
 * @param item the event that brought it
 * @param columns its columns
 */
record Waiting(String rule, Item.Accepted item, ObjectNode columns) {}
