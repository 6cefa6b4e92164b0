// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.commit.TableView;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tables that a mutant verifies and appends to in its own way.
 *
 * @param real the tables
 * @param store where their files are
 * @param verify how it verifies
 * @param append how it appends
 */
record MutantTables(TableCommits real, Store store, Verify verify, Append append)
    implements TableCommits {

  /** A way to verify files. */
  @FunctionalInterface
  interface Verify {

    /** As {@link TableCommits#verify} does. */
    void verify(MutantTables tables, TableView view, List<WrittenFile> files);
  }

  /** A way to append. */
  @FunctionalInterface
  interface Append {

    /** As {@link TableCommits#append} does. */
    void append(MutantTables tables, List<TableAppend> appends);
  }

  /** The right way. */
  static final Verify VERIFY = (tables, view, files) -> tables.real().verify(view, files);

  /** The right way. */
  static final Append APPEND = (tables, appends) -> tables.real().append(appends);

  @Override
  public List<TableView> look(Collection<TableId> tables) {
    return real.look(tables);
  }

  @Override
  public void verify(TableView view, List<WrittenFile> files) {
    verify.verify(this, view, files);
  }

  @Override
  public void append(List<TableAppend> appends) {
    append.append(this, appends);
  }

  /** Appends to the tables as they are now, whatever they were when they were looked at. */
  void appendToThemNow(List<TableAppend> appends) {
    List<TableAppend> now = new ArrayList<>();
    for (TableAppend append : appends) {
      TableView view = look(List.of(append.view().table())).getFirst();
      now.add(new TableAppend(view, append.files(), append.commit()));
    }
    real.append(now);
  }

  /** Removes files that nobody seems to need. */
  void cleanUp(List<TableAppend> appends) {
    appends.forEach(append -> append.files().forEach(store::lose));
  }
}
