// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.bus.Bus;
import io.lakebus.job.route.BusInForce;
import io.lakebus.parallel.InParallel;
import io.lakebus.route.TableId;
import io.lakebus.schema.NameTakenException;
import io.lakebus.schema.TableKeeper;
import java.time.InstantSource;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.Table;

/**
 * What one subtask of write works with.
 *
 * @param bus the definition that the job was started with: the names of its own tables
 * @param inForce the definition in force: what is said of the tables of rules
 * @param topic the log's topic
 * @param keeper creates and evolves tables
 * @param completeTo how far tables are complete
 * @param parallel does what waits for the catalog and the store
 * @param clock tells when a dead letter is quarantined
 * @param subtask the number of this subtask
 * @param metrics the stage's metrics
 */
public record WriteContext(
    Bus bus,
    BusInForce inForce,
    String topic,
    TableKeeper keeper,
    CompleteTo completeTo,
    InParallel parallel,
    InstantSource clock,
    int subtask,
    MetricGroup metrics) {

  /** Opens a table for writing. */
  TableWriter writer(TableId id, Table table) {
    return new TableWriter(
        id,
        table,
        completeTo.of(table),
        subtask,
        metrics.addGroup("table", id.toString()).counter("rows"));
  }

  /** Opens a table that the bus keeps for itself; the job stops if its name is taken. */
  TableWriter ownWriter(TableId id, Function<TableId, Table> tables) {
    try {
      return writer(id, tables.apply(id));
    } catch (NameTakenException e) {
      // Another try finds the same: whoever restarts the job must look first.
      throw new SuppressRestartsException(e);
    }
  }

  /** The archive's name. */
  TableId archive() {
    return TableId.archive(bus);
  }

  /** The quarantine's name. */
  TableId quarantine() {
    return TableId.quarantine(bus);
  }
}
