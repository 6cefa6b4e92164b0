// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.Map;
import java.util.Set;

/** The tables as a reader sees them. */
public interface Tables {

  /** What reads them, for people. */
  String reader();

  /**
   * The tables of a namespace that hold rows of events.
   *
   * @throws TablesException if they cannot be read now
   */
  Set<TableId> in(String namespace);

  /**
   * What a table holds of one vendor's events, by their ids.
   *
   * @throws TablesException if it cannot be read now
   */
  Map<String, Found> rows(TableId table);
}
