// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP: routes to handlers, tokens to 401, exceptions to the protocol's error bodies. */
final class CatalogHttp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogHttp.class);

  private final Javalin javalin;

  CatalogHttp(
      CatalogConfig.Http config,
      BearerToken token,
      ConfigRoute configRoute,
      List<Route> routes,
      AdminRoutes admin) {
    this.javalin =
        Javalin.create(
            javalinConfig -> {
              listen(javalinConfig, config);
              javalinConfig.routes.get("/healthz", admin::health);
              javalinConfig.routes.get("/readyz", admin::readiness);
              javalinConfig.routes.get("/metrics", admin::metrics);
              javalinConfig.routes.before("/v1/*", context -> authenticate(context, token));
              javalinConfig.routes.get(ConfigRoute.PATH, configRoute::answer);
              for (Route route : routes) {
                javalinConfig.routes.addHttpHandler(route.method(), route.path(), route.handler());
              }
              javalinConfig.routes.exception(HttpResponseException.class, CatalogHttp::refuse);
              javalinConfig.routes.exception(Exception.class, CatalogHttp::fail);
              javalinConfig.requestLogger.http(admin::answered);
            });
  }

  void start() {
    javalin.start();
  }

  int port() {
    return javalin.port();
  }

  /** Finishes what is in flight, for as long as the settings give it, then stops. */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("Some requests were not finished in the time that a stop gives them", e);
    }
  }

  private static void listen(JavalinConfig javalinConfig, CatalogConfig.Http config) {
    javalinConfig.startup.showJavalinBanner = false;
    javalinConfig.startup.showOldJavalinVersionWarning = false;
    javalinConfig.startup.startupWatcherEnabled = false;
    javalinConfig.http.maxRequestSize = config.maxRequest().bytes();
    javalinConfig.jetty.host = config.bind();
    javalinConfig.jetty.port = config.port();
    javalinConfig.jetty.threadPool = new QueuedThreadPool(config.threads());
    javalinConfig.jetty.modifyServer(
        server -> {
          server.setStopTimeout(config.drain().toMillis());
          server.insertHandler(new GracefulHandler());
        });
  }

  private static void authenticate(Context context, BearerToken token) {
    if (!token.isPresentedBy(Optional.ofNullable(context.header("Authorization")))) {
      context.header("WWW-Authenticate", "Bearer");
      throw new NotAuthorizedException("A valid bearer token is needed");
    }
  }

  /** What the HTTP layer itself refuses: no such route, a body too large. */
  private static void refuse(HttpResponseException exception, Context context) {
    Answers.failed(
        context,
        new Failure(
            exception.getStatus(),
            exception.getClass().getSimpleName(),
            exception.getMessage(),
            Optional.empty()));
  }

  private static void fail(Exception exception, Context context) {
    Failure failure = Failure.of(exception);
    if (failure.status() >= 500) {
      LOG.error("{} {}: {}", context.method(), context.path(), failure.status(), exception);
    } else {
      LOG.debug("{} {}: {}", context.method(), context.path(), failure.status(), exception);
    }
    Answers.failed(context, failure);
  }
}
