// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;

/** The server that operators and their tools call. */
public final class AdminServer {

  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

  private AdminServer() {}

  /** Starts it. */
  public static HttpServer start(
      HttpSettings settings, PrometheusMeterRegistry registry, BooleanSupplier ready) {
    return HttpServer.start(
        settings,
        routes -> {
          routes.get(
              "/metrics", context -> context.contentType(EXPOSITION).result(registry.scrape()));
          Health.route(routes, ready);
        },
        (request, response) -> {});
  }
}
