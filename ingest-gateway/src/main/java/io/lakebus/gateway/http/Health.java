// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.config.RoutesConfig;
import java.util.function.BooleanSupplier;

/** The two questions that a supervisor asks: does the process live, and does it take events. */
final class Health {

  static final String LIVE = "/healthz";
  static final String READY = "/readyz";

  private Health() {}

  static void route(RoutesConfig routes, BooleanSupplier ready) {
    routes.get(LIVE, context -> context.contentType("application/json").result("{\"live\":true}"));
    routes.get(
        READY,
        context -> {
          boolean now = ready.getAsBoolean();
          context
              .status(now ? 200 : 503)
              .contentType("application/json")
              .result("{\"ready\":" + now + "}");
        });
  }
}
