// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.route.TableId;

/**
 * The name of a table that a bus keeps for itself is that of something else. Next move: whoever
 * needs the table stops; somebody moves what is in its way, or gives the table another name.
 */
public final class NameTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * The name is taken.
   *
   * @param table the name
   * @param by what has it, as a noun for a sentence
   */
  NameTakenException(TableId table, String by) {
    super(
        table
            + " is to be a table that the bus keeps for itself, and is "
            + by
            + ". Rename that, or give the bus's table another name (archive.table,"
            + " quarantine.table), and start the job again.");
  }
}
