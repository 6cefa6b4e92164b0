// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.TableAppend;
import java.util.List;

/** The catalog: takes a commit if all its tables are as they were looked at, and then at once. */
final class SimulatedCatalog {

  private final Oracle oracle;
  private final List<SimulatedTable> tables =
      Tables.NAMES.stream().map(SimulatedTable::new).toList();

  SimulatedCatalog(Oracle oracle) {
    this.oracle = oracle;
  }

  SimulatedTable table(int number) {
    return tables.get(number);
  }

  /** A commit arrives; returns whether it is taken. */
  boolean arrive(List<TableAppend> appends) {
    for (TableAppend append : appends) {
      if (!table(append).isAsLookedAt(append.view())) {
        return false;
      }
    }
    for (TableAppend append : appends) {
      table(append).append(append);
    }
    oracle.committed(appends, table(Tables.ARCHIVE));
    return true;
  }

  private SimulatedTable table(TableAppend append) {
    return tables.get(Tables.number(append.view().table()));
  }
}
