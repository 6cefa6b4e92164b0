// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import java.util.List;

/** Writes a query's rows as they come. A cell that is null is SQL's NULL. */
interface RowWriter {

  /** Is called first, once. */
  void columns(List<String> names);

  void row(List<Object> cells);

  /** Is called last, once. */
  void end();
}
