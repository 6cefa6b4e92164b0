// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/** The server that operators and their tools call. */
public final class AdminServer {

  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

  private AdminServer() {}

  /**
   * Starts it.
   *
   * @param settings how it listens
   * @param registry the metrics that it shows
   * @param unready why the gateway does not take events; empty if it does
   */
  public static HttpServer start(
      HttpSettings settings, PrometheusMeterRegistry registry, Supplier<Optional<String>> unready) {
    return HttpServer.start(
        settings,
        Optional.empty(),
        routes -> {
          ReadRoute.add(
              routes,
              "/metrics",
              context -> context.contentType(EXPOSITION).result(registry.scrape()));
          Health.routeWithReason(routes, unready);
        },
        (request, response) -> {});
  }
}
