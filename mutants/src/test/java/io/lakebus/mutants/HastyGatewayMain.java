// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.config.Settings;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.event.EventTopic;
import io.lakebus.gateway.Gateway;
import io.lakebus.gateway.GatewayConfig;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.log.KafkaClients;
import io.lakebus.gateway.secret.SystemSecrets;
import java.nio.file.Path;
import java.time.InstantSource;

/** The gateway's program over a {@link HastyLog}. */
public final class HastyGatewayMain {

  private HastyGatewayMain() {}

  public static void main(String[] arguments) {
    GatewayConfig config = GatewayConfig.of(Settings.load(arguments, GatewayConfig.SETTINGS));
    Path file = ((DefinitionSource.Fixed) config.definition()).path();
    Bus bus = ((ParsedBus.Valid) BusParser.parse(file)).bus();
    Gateway gateway =
        new Gateway(
            config,
            BusInForce.of(() -> bus),
            new HastyLog(KafkaClients.open(EventTopic.name(bus.name()), config.kafka())),
            new SystemSecrets(System.getenv()),
            InstantSource.system());
    System.out.println("the gateway listens on 127.0.0.1:" + gateway.port());
  }
}
