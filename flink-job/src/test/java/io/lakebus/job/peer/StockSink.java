// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.job.Lake;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Routed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.sink.dynamic.DynamicIcebergSink;

/** Iceberg's own dynamic sink, set up as somebody would who has read its documentation. */
final class StockSink {

  private StockSink() {}

  /** The options that are not left at their defaults, and why. */
  static Map<String, String> options(int parallelism) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("uidPrefix", "peer: state is found again whatever becomes of the job graph");
    options.put(
        "immediateTableUpdate", "true: a table is made where its first row is, without a shuffle");
    options.put(
        "writeParallelism", parallelism + ": that of the job, as the project's write stage has it");
    options.put(
        "DynamicRecord.distributionMode",
        "NONE with the greatest parallelism: rows go to all writers, as the project's do");
    options.put("DynamicRecord.branch", "main");
    options.put("DynamicRecord.upsertMode", "false: tables are append-only");
    return options;
  }

  /** Ends a topology with the sink. */
  static void append(
      DataStream<Routed> routed, BusSupplier definition, Lake lake, int parallelism) {
    DynamicIcebergSink.<Routed>forInput(routed)
        .generator(new StockRecords(definition))
        .catalogLoader(new LakeLoader(lake))
        .uidPrefix("peer")
        .immediateTableUpdate(true)
        .writeParallelism(parallelism)
        .append();
  }

  private record LakeLoader(Lake lake) implements CatalogLoader {

    @Override
    public Catalog loadCatalog() {
      return lake.open();
    }

    @Override
    public CatalogLoader clone() {
      return new LakeLoader(lake);
    }
  }
}
