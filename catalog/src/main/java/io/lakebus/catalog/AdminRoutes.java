// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/** What an operator asks: is it alive, can it serve, what has it done. Nobody has to be named. */
final class AdminRoutes {

  private static final String TEXT = "text/plain; charset=utf-8";

  private final Database database;
  private final PrometheusMeterRegistry meters;
  private final CatalogMetrics metrics;

  AdminRoutes(Database database, PrometheusMeterRegistry meters, CatalogMetrics metrics) {
    this.database = database;
    this.meters = meters;
    this.metrics = metrics;
  }

  /** {@code GET /healthz}: the process answers. */
  void health(Context context) {
    context.status(200).contentType(TEXT).result("ok\n");
  }

  /** {@code GET /readyz}: the database answers as well. */
  void readiness(Context context) {
    boolean ready = database.answers();
    context
        .status(ready ? 200 : 503)
        .contentType(TEXT)
        .result(ready ? "ready\n" : "the database does not answer\n");
  }

  /** {@code GET /metrics}: for Prometheus. */
  void metrics(Context context) {
    context.status(200).contentType("text/plain; version=0.0.4").result(meters.scrape());
  }

  /** Counts a request that was answered. */
  void answered(Context context, float milliseconds) {
    io.javalin.router.Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
    metrics.request(
        context.method().name(),
        endpoint == null ? "none" : endpoint.path,
        context.statusCode(),
        Duration.ofNanos((long) (milliseconds * 1_000_000)));
  }
}
