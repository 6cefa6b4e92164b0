// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.route.TableId;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A bus's tables, and all the ways in which they are read. */
public final class Lake implements Closeable {

  private final RoutingModel model;
  private final Optional<Tables> engine;
  private final IcebergTables iceberg;

  /**
   * @param bus whose tables they are
   * @param vendor whose events are read
   * @param engine the query engine, where there is one
   * @param iceberg the tables through Iceberg's API; closed with this
   */
  public Lake(Bus bus, String vendor, Optional<Tables> engine, IcebergTables iceberg) {
    this.model = new RoutingModel(bus, vendor);
    this.engine = engine;
    this.iceberg = iceberg;
  }

  /** Every reader of tables, the one that users have first. */
  List<Tables> readers() {
    return engine.<List<Tables>>map(sql -> List.of(sql, iceberg)).orElse(List.of(iceberg));
  }

  IcebergTables iceberg() {
    return iceberg;
  }

  /** What a {@link Reader} looks at: the tables that rules name, and the bus's own. */
  Sighting.Watched watched() {
    Set<TableId> others = new HashSet<>(model.fixedTables());
    others.add(model.quarantine());
    return new Sighting.Watched(model.archive(), model.quarantine(), others, model.twins());
  }

  @Override
  public void close() throws IOException {
    iceberg.close();
  }
}
