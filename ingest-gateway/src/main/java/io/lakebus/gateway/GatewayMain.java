// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.config.ConfigException;
import io.lakebus.config.Settings;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.KafkaClients;
import io.lakebus.gateway.secret.SystemSecrets;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program. Settings come as {@code --key=value} or {@code --config=FILE}; wrong ones, a wrong
 * bus definition, and secrets that it refers to and that are not there, are all told on the
 * standard error, and the exit code is 2. SIGTERM stops it in good order, with exit code 0.
 */
public final class GatewayMain {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

  private static final int WRONG_USE = 2;
  private static final int FAILED = 1;

  private GatewayMain() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) {
    try {
      GatewayConfig config = GatewayConfig.of(Settings.load(arguments, GatewayConfig.SETTINGS));
      Optional<Bus> bus = readBus(config);
      if (bus.isEmpty()) {
        System.exit(WRONG_USE);
      }
      run(config, bus.orElseThrow());
    } catch (ConfigException e) {
      e.problems().forEach(System.err::println);
      System.exit(WRONG_USE);
    } catch (RuntimeException e) { // a port in use, for example
      LOG.error("The gateway did not start", e);
      System.exit(FAILED);
    }
  }

  private static void run(GatewayConfig config, Bus bus) {
    EventLog log = KafkaClients.open(bus.name() + ".events", config.kafka());
    Gateway gateway =
        new Gateway(
            config, () -> bus, log, new SystemSecrets(System.getenv()), InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "stop"));
    LOG.info(
        "The gateway of the bus {} listens on {}:{}, for operators on {}:{}",
        bus.name(),
        config.http().host(),
        gateway.port(),
        config.admin().host(),
        gateway.adminPort());
  }

  private static Optional<Bus> readBus(GatewayConfig config) {
    return switch (BusParser.parse(config.busDefinition())) {
      case ParsedBus.Valid valid -> Optional.of(valid.bus());
      case ParsedBus.Invalid invalid -> {
        invalid.problems().forEach(System.err::println);
        yield Optional.empty();
      }
    };
  }

  /** Runs in the JVM's shutdown, whose own exit code would say that a signal came. */
  private static void stop(Gateway gateway) {
    LOG.info("Stopping");
    gateway.close();
    LOG.info("Stopped");
    Runtime.getRuntime().halt(0);
  }
}
