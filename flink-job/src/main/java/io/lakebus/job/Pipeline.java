// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.bus.Bus;
import io.lakebus.job.decode.Decode;
import io.lakebus.job.decode.Item;
import io.lakebus.job.decode.ItemKey;
import io.lakebus.job.dedup.Dedup;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Route;
import io.lakebus.job.route.Routed;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The path of an event through the job. The names are those of the stages, and the uids are what
 * state is found by: a uid never changes.
 */
public final class Pipeline {

  static final String LOG = "log";
  static final String DECODE = "decode";
  static final String DEDUP = "dedup";
  static final String ROUTE = "route";
  static final String WRITE = "write";
  static final String COMMIT = "commit";

  private Pipeline() {}

  /**
   * Adds all stages to a job.
   *
   * @param env the job
   * @param source the log
   * @param sink write and commit
   * @param definition the bus definition
   * @param logRetention how long a record may lie in the log before it is read
   */
  public static void define(
      StreamExecutionEnvironment env,
      Source<LogRecord, ?, ?> source,
      Sink<Routed> sink,
      BusSupplier definition,
      Duration logRetention) {
    routed(env, source, definition, logRetention).sinkTo(sink).uid(WRITE).name(WRITE);
  }

  /**
   * Adds the stages before write to a job.
   *
   * @param env the job
   * @param source the log
   * @param definition the bus definition
   * @param logRetention how long a record may lie in the log before it is read
   * @return what route makes of the events
   */
  public static SingleOutputStreamOperator<Routed> routed(
      StreamExecutionEnvironment env,
      Source<LogRecord, ?, ?> source,
      BusSupplier definition,
      Duration logRetention) {
    Bus bus = definition.bus();
    env.getConfig().enableObjectReuse();

    SingleOutputStreamOperator<Item> items =
        env.fromSource(
                source, WatermarkStrategy.noWatermarks(), LOG, TypeInformation.of(LogRecord.class))
            .uid(LOG)
            .setDescription("log: the records of the bus's Kafka topic")
            .map(new Decode())
            .returns(Item.TYPE)
            .uid(DECODE)
            .name(DECODE)
            .setDescription("decode: a record becomes an event, or a dead letter");

    return items
        .keyBy(new ItemKey(), TypeInformation.of(String.class))
        .transform(DEDUP, Item.TYPE, new Dedup(bus.dedupWindow(), logRetention))
        .uid(DEDUP)
        .setDescription("dedup: of each vendor, source and id the first passes")
        .map(new Route(definition))
        .returns(Routed.TYPE)
        .uid(ROUTE)
        .name(ROUTE)
        .setDescription("route: the rules make rows of an event");
  }
}
