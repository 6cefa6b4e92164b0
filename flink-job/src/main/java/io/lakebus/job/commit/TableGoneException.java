// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.route.TableId;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A table that rows were written for is gone: none has its name, or another one has. Next move:
 * this job stops, a person decides.
 */
public final class TableGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String NEXT =
      " Give the old table its name back and start the job from its last checkpoint; or start the"
          + " job without state (start.without-state=go-on): it goes on from the archive's offsets,"
          + " or from the log's beginning where the archive itself is gone. The table that has the"
          + " name then, made anew if there is none, gets the rows from that place on; those from"
          + " before it are not written again.";

  private TableGoneException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * No table has the name.
   *
   * @param table the name
   * @param cause how the catalog says so, if it does
   */
  static TableGoneException missing(TableId table, Throwable cause) {
    return new TableGoneException(
        table + " is not in the catalog: it was dropped or renamed." + NEXT, cause);
  }

  /**
   * Another table has the name.
   *
   * @param table the name
   * @param found the UUID of the table that has it now
   * @param writtenFor the UUIDs of those that rows were written for
   */
  static TableGoneException another(TableId table, UUID found, Set<UUID> writtenFor) {
    return new TableGoneException(
        table
            + " is not the table that rows were written for: that was dropped or renamed, and"
            + " another made. The rows are for the UUID "
            + new TreeSet<>(writtenFor)
            + ", and the table has "
            + found
            + " now."
            + NEXT,
        null);
  }
}
