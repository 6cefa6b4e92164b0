// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The two questions that a supervisor asks: does the process live, and does it take events. */
final class Health {

  static final String LIVE = "/healthz";
  static final String READY = "/readyz";

  private Health() {}

  static void route(RoutesConfig routes, BooleanSupplier ready) {
    live(routes);
    ReadRoute.add(routes, READY, context -> answer(context, ready(ready.getAsBoolean())));
  }

  /** Says also why it is not ready: for operators only. */
  static void routeWithReason(RoutesConfig routes, Supplier<Optional<String>> unready) {
    live(routes);
    ReadRoute.add(
        routes,
        READY,
        context -> {
          Optional<String> reason = unready.get();
          ObjectNode body = ready(reason.isEmpty());
          reason.ifPresent(why -> body.put("reason", why));
          answer(context, body);
        });
  }

  private static void live(RoutesConfig routes) {
    ReadRoute.add(
        routes, LIVE, context -> context.contentType("application/json").result("{\"live\":true}"));
  }

  private static ObjectNode ready(boolean now) {
    return JsonNodeFactory.instance.objectNode().put("ready", now);
  }

  private static void answer(Context context, ObjectNode body) {
    context
        .status(body.get("ready").asBoolean() ? 200 : 503)
        .contentType("application/json")
        .result(body.toString());
  }
}
