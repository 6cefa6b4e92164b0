// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.BusFile;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Link;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ingest gateway. It makes the bus's topic when there is none. */
public final class Gateway implements Service {

  public static final String NAME = "gateway";

  /** How its virtual machine is set up: another one that is compared with it has the same. */
  public static final List<String> JVM =
      Stream.concat(
              Stream.of(
                  "-Xms224m",
                  "-Xmx224m",
                  "-XX:+UseG1GC",
                  "-XX:MaxDirectMemorySize=64m",
                  "--sun-misc-unsafe-memory-access=allow",
                  "--enable-native-access=ALL-UNNAMED"),
              JavaProgram.USUAL_COMPILER.stream())
          .toList();

  private final BusFile bus;
  private final Home home;
  private final Links links;
  private final Ports ports;
  private final ClassPaths classPaths;
  private final Probes probes;

  public Gateway(BusFile bus, Links links, ClassPaths classPaths, Probes probes) {
    this.bus = bus;
    this.home = bus.home();
    this.links = links;
    this.ports = links.ports();
    this.classPaths = classPaths;
    this.probes = probes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> needs() {
    return Set.of(Kafka.NAME);
  }

  @Override
  public List<Integer> ports() {
    return List.of(ports.gateway(), ports.gatewayAdmin());
  }

  @Override
  public Optional<URI> url() {
    return Optional.of(Ports.url(ports.gateway()));
  }

  /** The file that a start of it writes its settings to. */
  public static Path settings(Home home) {
    return home.etc().resolve("gateway.properties");
  }

  @Override
  public Launch prepare() throws IOException {
    Path settings = settings(home);
    PrivateFiles.writeProperties(
        settings,
        Map.of(
            "bus.name",
            bus.name(),
            "http.host",
            Ports.HOST,
            "http.port",
            Integer.toString(ports.gateway()),
            "admin.host",
            Ports.HOST,
            "admin.port",
            Integer.toString(ports.gatewayAdmin()),
            "body.max-in-flight",
            "48MiB",
            "access-log.file",
            home.log(NAME + "-access").toString(),
            "kafka.bootstrap-servers",
            links.address(Link.GATEWAY_TO_KAFKA),
            "kafka.buffer",
            "32MiB"));
    return new JavaProgram(
            NAME, classPaths.of(NAME), classPaths.archives(), JVM, "io.lakebus.gateway.GatewayMain")
        .launch(home, List.of("--config=" + settings));
  }

  @Override
  public boolean isReady() throws InterruptedException {
    return probes.get(Ports.url(ports.gateway()).resolve("/readyz")).isPresent();
  }

  /** A gateway without Kafka answers, and tells its vendors so. */
  @Override
  public boolean answers() throws InterruptedException {
    return probes.get(Ports.url(ports.gateway()).resolve("/healthz")).isPresent();
  }
}
