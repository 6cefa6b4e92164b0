// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Javalin server as the gateway runs them: a virtual thread per request, small headers, nothing
 * said of its make, every refusal a problem, and a stop that finishes what is in flight.
 */
public final class HttpServer implements AutoCloseable {

  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final int MAX_PLATFORM_THREADS = 16;

  /** A connection that is silent for this share of a stop is closed; most of them are just idle. */
  private static final int STOP_IDLE_SHARE = 20;

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts a server.
   *
   * @param settings how it listens
   * @param routes its routes
   * @param requestLog told of each request when its answer is written
   */
  static HttpServer start(
      HttpSettings settings, Consumer<RoutesConfig> routes, RequestLog requestLog) {
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, settings);
              config.jetty.modifyServer(server -> server.setRequestLog(requestLog));
              Problems.map(config.routes);
              routes.accept(config.routes);
              config.requestLogger.http((context, millis) -> noteRoute(context));
            });
    return new HttpServer(javalin.start());
  }

  /** For the request log, which knows nothing of routes. */
  private static void noteRoute(Context context) {
    Endpoint endpoint = context.endpoints().lastHttpEndpoint();
    if (endpoint != null) {
      RequestRecord.of(context).routed(endpoint.path);
    }
  }

  private static void configure(JavalinConfig config, HttpSettings settings) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new ProblemErrorHandler());
          server.setHandler(new LingeringHandler(new GracefulHandler()));
          server.setStopTimeout(settings.stopTimeout().toMillis());
        });
    config.jetty.modifyHttpConfiguration(HttpServer::configure);
    config.jetty.addConnector((server, http) -> connector(server, http, settings));
  }

  /** Few threads that watch connections; what may wait runs on virtual ones. */
  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_PLATFORM_THREADS);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
    return threads;
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.addCustomizer(RequestRecord::begin);
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, HttpSettings settings) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setShutdownIdleTimeout(settings.stopTimeout().toMillis() / STOP_IDLE_SHARE);
    connector.addBean(new NetworkConnectionLimit(settings.maxConnections(), connector));
    return connector;
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Stops accepting, finishes what is in flight, and stops. */
  @Override
  public void close() {
    javalin.stop();
  }
}
