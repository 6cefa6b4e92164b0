// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.bus.Problem;
import io.lakebus.config.ConfigException;
import io.lakebus.config.Settings;
import io.lakebus.definition.DefinitionFollower;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.definition.DefinitionTopic;
import io.lakebus.definition.KafkaDefinitionLog;
import io.lakebus.event.EventTopic;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.bus.FollowedBus;
import io.lakebus.gateway.log.KafkaClients;
import io.lakebus.gateway.log.KafkaSettings;
import io.lakebus.gateway.secret.Secrets;
import io.lakebus.gateway.secret.SystemSecrets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program. Settings come as {@code --key=value} or {@code --config=FILE}; wrong ones, a wrong
 * file of the bus definition, and secrets that it refers to and that are not there, are all told on
 * the standard error, and the exit code is 2. SIGTERM stops it in good order, with exit code 0.
 *
 * <p>Where the definition is followed, the program starts without one, and is not ready until there
 * is one.
 */
public final class GatewayMain {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

  private static final int WRONG_USE = 2;
  private static final int FAILED = 1;

  /** How many threads carry requests. */
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  private static final int LEAST_CARRIERS = 2;

  private GatewayMain() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) {
    leaveACarrier();
    try {
      run(GatewayConfig.of(Settings.load(arguments, GatewayConfig.SETTINGS)));
    } catch (ConfigException e) {
      e.problems().forEach(System.err::println);
      System.exit(WRONG_USE);
    } catch (RuntimeException e) { // a port in use, for example
      LOG.error("The gateway did not start", e);
      System.exit(FAILED);
    }
  }

  /**
   * Where there is one processor the virtual machine lets one thread carry all requests, and
   * whichever works on a large body would hold up all others until it is done. With two of them the
   * system divides the processor. The virtual machine looks at this once, at the first request.
   */
  private static void leaveACarrier() {
    if (Runtime.getRuntime().availableProcessors() < LEAST_CARRIERS) {
      System.getProperties().putIfAbsent(CARRIERS, Integer.toString(LEAST_CARRIERS));
    }
  }

  private static void run(GatewayConfig config) {
    Secrets secrets = new SystemSecrets(System.getenv());
    switch (config.definition()) {
      case DefinitionSource.Fixed fixed -> {
        Bus bus = read(fixed);
        start(config, BusInForce.of(() -> bus), secrets);
      }
      case DefinitionSource.Followed followed -> {
        FollowedBus bus = new FollowedBus(followed.bus(), follower(followed, config), secrets);
        Gateway gateway = start(config, bus, secrets);
        bus.start(gateway::definitionChanged);
      }
    }
  }

  private static Bus read(DefinitionSource.Fixed fixed) {
    return switch (BusParser.parse(fixed.path())) {
      case ParsedBus.Valid valid -> valid.bus();
      case ParsedBus.Invalid invalid ->
          throw new ConfigException(invalid.problems().stream().map(Problem::toString).toList());
    };
  }

  /** It follows for as long as the process lives. */
  private static DefinitionFollower follower(
      DefinitionSource.Followed followed, GatewayConfig config) {
    KafkaSettings kafka = config.kafka();
    return new DefinitionFollower(
        followed.bus(),
        new KafkaDefinitionLog(
            followed.bus(),
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            Optional.of(
                new DefinitionTopic(kafka.replicationFactor(), kafka.minInsyncReplicas()))));
  }

  private static Gateway start(GatewayConfig config, BusInForce bus, Secrets secrets) {
    String name = bus.get().name();
    Gateway gateway =
        new Gateway(
            config,
            bus,
            KafkaClients.open(EventTopic.name(name), config.kafka()),
            secrets,
            InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "stop"));
    LOG.info(
        "The gateway of the bus {} listens on {}:{}, for operators on {}:{}",
        name,
        config.http().host(),
        gateway.port(),
        config.admin().host(),
        gateway.adminPort());
    bus.trouble().ifPresent(why -> LOG.warn("The gateway is not ready: {}", why));
    return gateway;
  }

  /** Runs in the JVM's shutdown, whose own exit code would say that a signal came. */
  private static void stop(Gateway gateway) {
    LOG.info("Stopping");
    gateway.close();
    LOG.info("Stopped");
    Runtime.getRuntime().halt(0);
  }
}
