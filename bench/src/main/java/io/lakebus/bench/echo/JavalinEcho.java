// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.echo;

import io.javalin.Javalin;
import io.javalin.http.Context;

/** Javalin as it comes: a route, a body, an answer. */
public final class JavalinEcho {

  private JavalinEcho() {}

  /**
   * Serves until the process is told to stop.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.modifyHttpConfiguration(Listening::configure);
              config.jetty.addConnector((server, http) -> Listening.connector(server, http, port));
              config.routes.get("/healthz", context -> context.status(200));
              config.routes.post("/v1/events", JavalinEcho::echo);
            });
    Runtime.getRuntime().addShutdownHook(new Thread(javalin::stop, "stop"));
    javalin.start();
  }

  private static void echo(Context context) {
    context.status(context.bodyAsBytes().length > 0 ? Listening.ACCEPTED : 200);
  }
}
