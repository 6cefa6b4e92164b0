// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.Optional;

/** Tables as the catalog tells of them at one moment. */
interface Snapshots {

  /**
   * A table as it is now; empty if there is none.
   *
   * @throws TablesException if it cannot be looked at now
   */
  Optional<TableState> look(TableId table);
}
