// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import com.github.f4b6a3.uuid.alt.GUID;
import io.lakebus.config.ConfigException;
import io.lakebus.gateway.access.AccessLog;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.http.AdminServer;
import io.lakebus.gateway.http.Bodies;
import io.lakebus.gateway.http.GatewayMetrics;
import io.lakebus.gateway.http.HttpServer;
import io.lakebus.gateway.http.PublicServer;
import io.lakebus.gateway.ingest.Admission;
import io.lakebus.gateway.ingest.Ingest;
import io.lakebus.gateway.ingest.Inspection;
import io.lakebus.gateway.ingest.LogPatience;
import io.lakebus.gateway.limit.RefusalPace;
import io.lakebus.gateway.limit.Turns;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.secret.Secrets;
import io.lakebus.gateway.tls.ServerTls;
import io.lakebus.gateway.tls.TlsWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway. It is ready when the log is available and there is a bus definition to work
 * by. Closing it loses nothing that was acknowledged and breaks off nothing that was begun.
 */
public final class Gateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** What a call waits for the log beyond the time in which the log itself decides. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private final BusInForce currentBus;
  private final Verifiers verifiers;
  private final EventLog log;
  private final LogPatience patience;
  private final AccessLog accessLog;
  private final Optional<TlsWatch> tlsWatch;
  private final HttpServer publicServer;
  private final HttpServer adminServer;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * Starts the gateway.
   *
   * @param config its settings
   * @param currentBus the bus definition as it is now
   * @param log where events go; the gateway closes it
   * @param secrets where the secrets are that the definition refers to
   * @param clock the time
   * @throws ConfigException if secrets are not there, or not what they should be: names them all;
   *     or if the certificate and its key cannot be used
   */
  public Gateway(
      GatewayConfig config,
      BusInForce currentBus,
      EventLog log,
      Secrets secrets,
      InstantSource clock) {
    this.currentBus = currentBus;
    this.log = log;
    this.verifiers = Verifiers.of(currentBus, secrets, clock);
    Admission admission = new Admission(config.maxInFlightBytes());
    Turns turns = Turns.forProcessors(Runtime.getRuntime().availableProcessors());
    PrometheusMeterRegistry registry = registry();
    measureDefinition(registry, currentBus);
    Optional<ServerTls> tls = config.tls().map(settings -> ServerTls.open(settings, clock));
    tls.ifPresent(server -> server.bindTo(registry));
    patience = LogPatience.start(config.kafka().deliveryTimeout().plus(GRACE));
    Ingest ingest =
        new Ingest(
            new Inspection(config.maxEvents(), currentBus, () -> GUID.v7().toString(), turns),
            log,
            patience);
    accessLog = config.accessLog().open(registry);
    PublicServer.Parts parts =
        new PublicServer.Parts(
            currentBus,
            verifiers.signatures(),
            verifiers.hooks(),
            ingest,
            new Bodies(admission, config.body(), turns),
            new RefusalPace(config.refusals(), clock, new SplittableRandom()),
            new GatewayMetrics(registry, admission, this::isReady),
            accessLog,
            clock,
            this::isReady);
    adminServer = AdminServer.start(config.admin(), registry, this::unready);
    try {
      publicServer = PublicServer.start(config.http(), tls.map(ServerTls::contexts), parts);
    } catch (RuntimeException e) { // its port is in use, say
      adminServer.close();
      accessLog.close();
      patience.close();
      throw e;
    }
    publicServer.bindTo(registry);
    tlsWatch = config.tls().map(settings -> new TlsWatch(tls.get(), settings.checkInterval()));
  }

  private static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return registry;
  }

  private static void measureDefinition(MeterRegistry registry, BusInForce currentBus) {
    Gauge.builder("lakebus.gateway.definition.version", currentBus, BusInForce::version)
        .description("The version of the published bus definition that is in force")
        .register(registry);
    FunctionCounter.builder("lakebus.gateway.definition.refused", currentBus, BusInForce::refused)
        .description("Published bus definitions that were wrong and did not come into force")
        .register(registry);
  }

  /** Takes up what the current definition says of keys, so that no call has to wait for it. */
  public void definitionChanged() {
    verifiers.refresh();
    LOG.info("Version {} of the bus definition is in force", currentBus.version());
  }

  /** Whether it takes events now. */
  public boolean isReady() {
    return unready().isEmpty();
  }

  private Optional<String> unready() {
    if (stopping.get()) {
      return Optional.of("the gateway is stopping");
    }
    return currentBus
        .trouble()
        .or(() -> log.isAvailable() ? Optional.empty() : Optional.of("the log is not available"));
  }

  /** The public server's port. */
  public int port() {
    return publicServer.port();
  }

  /** The admin server's port. */
  public int adminPort() {
    return adminServer.port();
  }

  /** Not ready; stops accepting; finishes what is in flight; flushes both logs; stops. */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      tlsWatch.ifPresent(TlsWatch::close);
      publicServer.close();
      patience.close();
      accessLog.close();
      log.close();
      adminServer.close();
    }
  }
}
