// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What reading one record of the input yields. */
sealed interface InputRecord {

  /** Where the record begins. */
  Position position();

  /** The record's fields. */
  record Fields(Position position, ObjectNode content) implements InputRecord {}

  /** The record cannot be an event; the next one may be. */
  record Unreadable(Position position, String problem) implements InputRecord {}
}
