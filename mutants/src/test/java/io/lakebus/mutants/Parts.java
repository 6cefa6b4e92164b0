// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.gateway.GatewayMain;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.KafkaClients;
import io.lakebus.gateway.log.KafkaSettings;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.decode.Item;
import io.lakebus.job.dedup.Dedup;
import io.lakebus.job.log.Expired;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.LogSource;
import io.lakebus.job.log.LogTopic;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.BusFiles;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Route;
import io.lakebus.job.route.Routed;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;

/**
 * What a bus is made of, as far as a mutant puts something else in its place.
 *
 * @param log makes the gateway's log of a topic
 * @param gatewayMain the program of a gateway that is a process of its own
 * @param source makes the job's source
 * @param definition makes the job's bus definition of its text
 * @param dedup makes the operator dedup
 * @param route makes the operator route
 * @param commits reaches the tables for commit, around what really does
 * @param expiry removes old snapshots of a table, given the pipeline's name
 */
record Parts(
    BiFunction<String, KafkaSettings, EventLog> log,
    Class<?> gatewayMain,
    SourceFactory source,
    Function<String, BusSupplier> definition,
    Function<Duration, OneInputStreamOperator<Item, Item>> dedup,
    Function<BusSupplier, MapFunction<Item, Routed>> route,
    CommitsAround commits,
    Expiry expiry) {

  /** Makes a source of a broker's topic. */
  interface SourceFactory {
    Source<LogRecord, ?, ?> of(String broker, String topic);
  }

  /** Puts something around what really commits. */
  interface CommitsAround extends Serializable {
    TableCommits of(TableCommits real, Catalog catalog);
  }

  /** Removes a table's old snapshots. */
  interface Expiry extends Serializable {
    void expire(Table table, String pipeline);
  }

  /** How long a record may lie in the log. */
  static final Duration LOG_RETENTION = Duration.ofDays(7);

  /** Nothing is mutated. */
  static Parts real() {
    return new Parts(
        KafkaClients::open,
        GatewayMain.class,
        (broker, topic) ->
            LogSource.of(
                new LogTopic(
                    Map.of("bootstrap.servers", broker), topic, topic, Duration.ofSeconds(10)),
                Offsets.NONE,
                Expired.STOP,
                Optional.empty()),
        text -> BusFiles.of(text, 1),
        window -> new Dedup(window, LOG_RETENTION),
        Route::new,
        (real, catalog) -> real,
        Expiries::butThePipelinesLast);
  }

  Parts withLog(BiFunction<String, KafkaSettings, EventLog> other) {
    return new Parts(other, gatewayMain, source, definition, dedup, route, commits, expiry);
  }

  Parts withGatewayMain(Class<?> other) {
    return new Parts(log, other, source, definition, dedup, route, commits, expiry);
  }

  Parts withSource(SourceFactory other) {
    return new Parts(log, gatewayMain, other, definition, dedup, route, commits, expiry);
  }

  Parts withDefinition(Function<String, BusSupplier> other) {
    return new Parts(log, gatewayMain, source, other, dedup, route, commits, expiry);
  }

  Parts withDedup(Function<Duration, OneInputStreamOperator<Item, Item>> other) {
    return new Parts(log, gatewayMain, source, definition, other, route, commits, expiry);
  }

  Parts withRoute(Function<BusSupplier, MapFunction<Item, Routed>> other) {
    return new Parts(log, gatewayMain, source, definition, dedup, other, commits, expiry);
  }

  Parts withCommits(CommitsAround other) {
    return new Parts(log, gatewayMain, source, definition, dedup, route, other, expiry);
  }

  Parts withExpiry(Expiry other) {
    return new Parts(log, gatewayMain, source, definition, dedup, route, commits, other);
  }
}
