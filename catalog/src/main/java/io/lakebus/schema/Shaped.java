// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import org.apache.iceberg.data.Record;

/** What shaping a row yields. */
public sealed interface Shaped {

  /** The row, in the table's schema. What has no column is in its {@code _rescued}. */
  record Fits(Record record) implements Shaped {}

  /**
   * The table lacks columns that this row may have. After {@link TableKeeper#evolve} the row is
   * shaped again, with the evolved table's schema.
   */
  record NeedsColumns(SchemaChange change) implements Shaped {}
}
