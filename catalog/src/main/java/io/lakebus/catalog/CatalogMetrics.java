// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/** What the service counts and times. */
final class CatalogMetrics {

  private final MeterRegistry meters;
  private final Counter overtaken;
  private final DistributionSummary tables;

  CatalogMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.overtaken =
        Counter.builder("lakebus.catalog.commit.overtaken")
            .description("Attempts at a commit that another commit overtook")
            .register(meters);
    this.tables =
        DistributionSummary.builder("lakebus.catalog.commit.tables")
            .description("Tables of a commit")
            .register(meters);
  }

  /** Counts and times a request. */
  void request(String method, String route, int status, Duration time) {
    Timer.builder("lakebus.catalog.requests")
        .description("Requests")
        .tag("method", method)
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(meters)
        .record(time);
  }

  /** Runs a commit, times it, and counts how it ended. */
  <T> T commit(int tableCount, Supplier<T> commit) {
    tables.record(tableCount);
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      T result = commit.get();
      outcome = "done";
      return result;
    } catch (CommitFailedException e) {
      outcome = "conflict";
      throw e;
    } catch (CommitStateUnknownException e) {
      outcome = "unknown";
      throw e;
    } finally {
      sample.stop(
          Timer.builder("lakebus.catalog.commits")
              .description("Commits of tables, whether of one or of many together")
              .tag("outcome", outcome)
              .publishPercentileHistogram()
              .register(meters));
    }
  }

  /** Counts an attempt at a commit that another commit overtook. */
  void overtaken() {
    overtaken.increment();
  }

  /** Counts a report that a client sent of a scan or a commit. */
  void report(String kind) {
    Counter.builder("lakebus.catalog.reports")
        .description("Reports of scans and commits that clients sent")
        .tag("kind", kind)
        .register(meters)
        .increment();
  }
}
