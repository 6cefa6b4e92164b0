// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Javalin server as the gateway runs them: a virtual thread per request, small headers, nothing
 * said of its make, every refusal a problem, and a stop that finishes what is in flight.
 */
public final class HttpServer implements MeterBinder, AutoCloseable {

  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final int MAX_PLATFORM_THREADS = 16;

  /** Each answer is copied through a buffer of its own; most have some hundred bytes. */
  private static final int ANSWER_BUFFER_BYTES = 1 << 10;

  /**
   * A connection's cache of headers it has seen is a tree of 16 KB, for the strings of a request.
   */
  private static final int NO_HEADER_CACHE = 0;

  /** A connection that is silent for this share of a stop is closed; most of them are just idle. */
  private static final int STOP_IDLE_SHARE = 20;

  /** Where the limit of connections is reached, idle ones make room for others after this. */
  private static final Duration CROWDED_IDLE_TIMEOUT = Duration.ofSeconds(5);

  /** How many connections may wait to be accepted: clients that all come back at one time. */
  private static final int BACKLOG = 1_024;

  private final Javalin javalin;
  private final HeadDeadline heads;

  private HttpServer(Javalin javalin, HeadDeadline heads) {
    this.javalin = javalin;
    this.heads = heads;
  }

  /**
   * Starts a server.
   *
   * @param settings how it listens
   * @param tls what it speaks TLS with; empty for plain HTTP
   * @param routes its routes
   * @param requestLog told of each request when its answer is written
   */
  static HttpServer start(
      HttpSettings settings,
      Optional<SslContextFactory.Server> tls,
      Consumer<RoutesConfig> routes,
      RequestLog requestLog) {
    HeadDeadline heads = new HeadDeadline(settings.headTimeout());
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, settings);
              config.jetty.addConnector(
                  (server, http) -> {
                    ServerConnector connector = connector(server, http, settings, tls);
                    heads.guard(connector, http);
                    return connector;
                  });
              config.jetty.modifyServer(server -> server.setRequestLog(requestLog));
              Problems.map(config.routes);
              routes.accept(config.routes);
              config.requestLogger.http((context, millis) -> noteRoute(context));
            });
    return new HttpServer(javalin.start(), heads);
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
    config.http.responseBufferSize = ANSWER_BUFFER_BYTES;
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new ProblemErrorHandler());
          server.setHandler(new LingeringHandler(new GracefulHandler()));
          server.setStopTimeout(settings.stopTimeout().toMillis());
        });
    config.jetty.modifyHttpConfiguration(HttpServer::configure);
  }

  /** Few threads that watch connections; what may wait runs on virtual ones. */
  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_PLATFORM_THREADS);
    threads.setName("http");
    ThreadFactory requests = Thread.ofVirtual().name("request").factory();
    // An executor of the JDK's would keep account of the threads; what is in flight Jetty knows.
    threads.setVirtualThreadsExecutor(request -> requests.newThread(inTurn(request)).start());
    return threads;
  }

  /**
   * The carriers of virtual threads take from one queue until it is empty, and each thread that
   * wakes virtual ones has a queue of its own. While requests come faster than they are answered,
   * those that wait for the log's answer would never be woken: the queue of the thread that watches
   * connections would not get empty. A new request that yields once goes into another queue, so
   * every queue gets its turn.
   */
  @SuppressWarnings("ThreadPriorityCheck") // of a virtual thread it does what it says
  private static Runnable inTurn(Runnable request) {
    return () -> {
      Thread.yield();
      request.run();
    };
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setHeaderCacheSize(NO_HEADER_CACHE);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.addCustomizer(RequestRecord::begin);
    http.addCustomizer(Patience::begin);
    http.addCustomizer(Framing::check);
  }

  private static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      HttpSettings settings,
      Optional<SslContextFactory.Server> tls) {
    ServerConnector connector = new ServerConnector(server, 1, 1, protocols(http, tls));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setShutdownIdleTimeout(settings.stopTimeout().toMillis() / STOP_IDLE_SHARE);
    CrowdedConnections.limit(connector, settings.maxConnections(), CROWDED_IDLE_TIMEOUT);
    return connector;
  }

  private static ConnectionFactory[] protocols(
      HttpConfiguration http, Optional<SslContextFactory.Server> tls) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    return tls.map(context -> new ConnectionFactory[] {encrypted(context, plain), plain})
        .orElseGet(() -> new ConnectionFactory[] {plain});
  }

  /** Whom a client meant to call is for the client to check; by what name it calls is its own. */
  private static SslConnectionFactory encrypted(
      SslContextFactory.Server context, ConnectionFactory plain) {
    SslConnectionFactory factory = new SslConnectionFactory(context, plain.getProtocol());
    factory.setEnsureSecureRequestCustomizer(false);
    return factory;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("lakebus.gateway.connections", heads, HeadDeadline::connections)
        .description("Connections to the public server")
        .register(registry);
    FunctionCounter.builder("lakebus.gateway.slow.heads", heads, HeadDeadline::cut)
        .description("Connections cut off because the head of a request did not come in time")
        .register(registry);
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
