// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The log: one broker that is its own controller. */
public final class Kafka implements Service {

  public static final String NAME = "kafka";

  /** 22 characters of base64, as a cluster id must be; one stack is one cluster. */
  private static final String CLUSTER = "bGFrZWJ1cy1sb2NhbC1vbg";

  private static final List<Link> CLIENTS = List.of(Link.GATEWAY_TO_KAFKA, Link.JOB_TO_KAFKA);

  private final Home home;
  private final Links links;
  private final Ports ports;
  private final ClassPaths classPaths;
  private final Probes probes;

  public Kafka(Home home, Links links, ClassPaths classPaths, Probes probes) {
    this.home = home;
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
  public List<Integer> ports() {
    Stream<Integer> forLinks = CLIENTS.stream().map(links::serverPort);
    return Stream.concat(Stream.of(ports.kafka(), ports.kafkaController()), forLinks)
        .distinct()
        .toList();
  }

  @Override
  public Launch prepare() throws IOException, InterruptedException {
    Path settings = home.etc().resolve("kafka.properties");
    PrivateFiles.writeProperties(settings, settings());
    if (!Files.exists(home.data(NAME).resolve("meta.properties"))) {
      Programs.run(
          program(NAME + "-format", "kafka.tools.StorageTool")
              .launch(
                  home,
                  List.of(
                      "format",
                      "--ignore-formatted",
                      "--cluster-id=" + CLUSTER,
                      "--config=" + settings))
              .command(),
          home.log(NAME));
    }
    return program(NAME, "kafka.Kafka").launch(home, List.of(settings.toString()));
  }

  private JavaProgram program(String name, String mainClass) throws IOException {
    return new JavaProgram(
        name,
        classPaths.of(NAME),
        classPaths.archives(),
        List.of(
            "-Xms192m",
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:MaxDirectMemorySize=64m",
            Logging.option(home),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"),
        mainClass);
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    String listener = Ports.HOST + ":" + ports.kafka();
    String controller = Ports.HOST + ":" + ports.kafkaController();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("listeners", "PLAINTEXT://" + listener + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + listener);
    if (!links.isDirect()) {
      putListenersOfLinks(settings);
    }
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", home.data(NAME).toString());
    settings.put("num.partitions", "2");
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.segment.bytes", Integer.toString(128 << 20));
    settings.put("log.retention.hours", "168");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    return settings;
  }

  /** A broker tells each client where to go next, which depends on where the client came in. */
  private void putListenersOfLinks(Map<String, String> settings) {
    StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    for (Link link : CLIENTS) {
      String own = "," + link.name() + "://" + Ports.HOST + ":" + links.serverPort(link);
      String other = "," + link.name() + "://" + links.address(link);
      settings.merge("listeners", own, String::concat);
      settings.merge("advertised.listeners", other, String::concat);
      protocols.append(',').append(link.name()).append(":PLAINTEXT");
    }
    settings.put("listener.security.protocol.map", protocols.toString());
  }

  @Override
  public boolean answers() {
    return probes.kafkaAnswers(ports.kafka());
  }
}
