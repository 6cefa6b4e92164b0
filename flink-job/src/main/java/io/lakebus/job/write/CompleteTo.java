// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.Offsets;
import org.apache.iceberg.Table;

/** Tells how far into the log a table is complete, by what its snapshots say. */
@FunctionalInterface
public interface CompleteTo {

  /** The offsets before which all rows are in the table already. */
  Offsets of(Table table);
}
