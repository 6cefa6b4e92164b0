// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import com.github.f4b6a3.uuid.alt.GUID;
import io.lakebus.bus.Bus;
import io.lakebus.config.ConfigException;
import io.lakebus.gateway.http.AdminServer;
import io.lakebus.gateway.http.GatewayMetrics;
import io.lakebus.gateway.http.HttpServer;
import io.lakebus.gateway.http.PublicServer;
import io.lakebus.gateway.ingest.Admission;
import io.lakebus.gateway.ingest.Ingest;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.secret.Secrets;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A running gateway. It is ready when the log is available; the bus definition is there from the
 * start. Closing it loses nothing that was acknowledged and breaks off nothing that was begun.
 */
public final class Gateway implements AutoCloseable {

  /** What a call waits for the log beyond the time in which the log itself decides. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private final EventLog log;
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
   * @throws ConfigException if secrets are not there, or not what they should be; names them all
   */
  public Gateway(
      GatewayConfig config,
      Supplier<Bus> currentBus,
      EventLog log,
      Secrets secrets,
      InstantSource clock) {
    this.log = log;
    Verifiers verifiers = Verifiers.of(currentBus, secrets, clock);
    Admission admission = new Admission(config.maxInFlightBytes());
    PrometheusMeterRegistry registry = registry();
    Ingest ingest =
        new Ingest(
            config.maxEvents(),
            currentBus,
            log,
            () -> GUID.v7().toString(),
            config.kafka().deliveryTimeout().plus(GRACE));
    PublicServer.Parts parts =
        new PublicServer.Parts(
            currentBus,
            verifiers.signatures(),
            verifiers.hooks(),
            ingest,
            admission,
            config.body(),
            new GatewayMetrics(registry, admission, this::isReady),
            clock,
            this::isReady);
    adminServer = AdminServer.start(config.admin(), registry, this::isReady);
    try {
      publicServer = PublicServer.start(config.http(), parts);
    } catch (RuntimeException e) { // its port is in use, say
      adminServer.close();
      throw e;
    }
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

  /** Whether it takes events now. */
  public boolean isReady() {
    return !stopping.get() && log.isAvailable();
  }

  /** The public server's port. */
  public int port() {
    return publicServer.port();
  }

  /** The admin server's port. */
  public int adminPort() {
    return adminServer.port();
  }

  /** Not ready; stops accepting; finishes what is in flight; flushes the log; stops. */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      publicServer.close();
      log.close();
      adminServer.close();
    }
  }
}
