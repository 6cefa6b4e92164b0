// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.bus.Bus;
import io.lakebus.job.decode.Decode;
import io.lakebus.job.decode.Item;
import io.lakebus.job.decode.ItemKey;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Routed;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's topology once more, with dedup and route exchangeable. */
final class SmallPipeline {

  private SmallPipeline() {}

  static void define(
      StreamExecutionEnvironment env,
      Source<LogRecord, ?, ?> source,
      Sink<Routed> sink,
      BusSupplier definition,
      Parts parts) {
    Bus bus = definition.bus();
    env.getConfig().enableObjectReuse();
    env.fromSource(
            source, WatermarkStrategy.noWatermarks(), "log", TypeInformation.of(LogRecord.class))
        .uid("log")
        .map(new Decode())
        .returns(Item.TYPE)
        .uid("decode")
        .keyBy(new ItemKey(), TypeInformation.of(String.class))
        .transform("dedup", Item.TYPE, parts.dedup().apply(bus.dedupWindow()))
        .uid("dedup")
        .map(parts.route().apply(definition))
        .returns(Routed.TYPE)
        .uid("route")
        .sinkTo(sink)
        .uid("write");
  }
}
