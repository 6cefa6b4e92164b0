// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.Collection;
import java.util.List;

/**
 * The tables, as far as commit needs them. The type of an exception tells what to do next; any that
 * is not named here means that nothing has become of the call and that trying again is no use.
 */
public interface TableCommits {

  /**
   * Looks at the tables as they are now.
   *
   * @throws TableGoneException if one is not there
   * @throws CatalogUnavailableException if that is not possible now
   */
  List<TableView> look(Collection<TableId> tables);

  /**
   * Checks that the files are there, whole.
   *
   * @param view the table they are for
   * @throws MissingFileException if one is not
   * @throws CatalogUnavailableException if that cannot be told now
   */
  void verify(TableView view, List<WrittenFile> files);

  /**
   * Appends to all the tables at once; or, where the catalog cannot, to one after another, in an
   * order that leaves the archive for the end. Deletes nothing, whatever happens.
   *
   * @throws CommitConflictException if a table is not as it was looked at; others may have been
   *     appended to where the catalog cannot do all at once
   * @throws CommitUnknownException if it cannot be told what has become of the append
   */
  void append(List<TableAppend> appends);
}
