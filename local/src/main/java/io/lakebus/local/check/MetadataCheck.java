// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.Collection;

/**
 * {@link Invariant#METADATA}: the audits of all tables together.
 *
 * @param tables how many tables there are
 * @param result what their audits say
 */
record MetadataCheck(int tables, TableAudit.Result result) {

  /**
   * Audits tables.
   *
   * @throws TablesException if they cannot be loaded now
   */
  static MetadataCheck of(IcebergTables iceberg, Collection<TableId> tables) {
    TableAudit.Result all = TableAudit.Result.NONE;
    for (TableId table : tables) {
      all = all.and(iceberg.audit(table));
    }
    return new MetadataCheck(tables.size(), all);
  }

  boolean isBroken() {
    return !result.violations().isEmpty();
  }

  Verdict verdict() {
    return Verdict.of(
        Invariant.METADATA,
        "%d tables, %,d data files, %,d rows counted, %s orphans"
            .formatted(
                tables,
                result.files(),
                result.rows(),
                result.orphans().map("%,d"::formatted).orElse("an unknown number of")),
        result.violations());
  }
}
