// SPDX-License-Identifier: Apache-2.0
package io.lakebus.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A real Kafka broker in a process of its own, which can be killed, paused and started again. Its
 * class path is that of the local stack's broker, not that of the tests.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final String CLUSTER_ID = "TGFrZWJ1c1Rlc3RzMTIzNA";

  /** Tests run in the folder of their module; the build writes this file before any of them. */
  private static final Path CLASS_PATH = Path.of("../local/runtime/kafka/target/classpath");

  private static final String LOGGING =
      """
      <configuration>
        <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger{24} %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="stdout" /></root>
      </configuration>
      """;

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private Optional<Process> process = Optional.empty();

  /** Prepares a broker whose data is in this empty folder; it does not run yet. */
  public KafkaBroker(Path folder) {
    this.folder = folder;
    this.port = freePort();
    this.controllerPort = freePort();
    write();
    run("kafka.tools.StorageTool", "format", "--cluster-id=" + CLUSTER_ID, "-c", properties());
  }

  /** Where clients find it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it, if it does not run, and waits until it answers. */
  public void start() {
    if (process.isPresent()) {
      return;
    }
    process = Optional.of(fork("kafka.Kafka", properties()));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      int nodes = admin.describeCluster().nodes().get().size();
      if (nodes != 1) {
        throw new IllegalStateException(nodes + " nodes");
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not answer; see " + output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as a power cut would. */
  public void kill() {
    process.ifPresent(
        running -> {
          running.destroyForcibly();
          await(running);
        });
    process = Optional.empty();
  }

  /** Makes it hang: connections stay open, nothing is answered. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() {
    signal("-CONT");
  }

  /** Every record of a topic, in the order of each partition. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return Collections.unmodifiableList(records);
    }
  }

  @Override
  public void close() {
    process.filter(Process::isAlive).ifPresent(running -> resume());
    kill();
  }

  private void write() {
    String text =
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names=CONTROLLER",
            "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
            "auto.create.topics.enable=false",
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=1",
            "broker.session.timeout.ms=1500",
            "broker.heartbeat.interval.ms=300",
            "log.dirs=" + folder.resolve("data"));
    try {
      Files.writeString(folder.resolve("server.properties"), text);
      Files.writeString(logging(), LOGGING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String properties() {
    return folder.resolve("server.properties").toString();
  }

  private Path logging() {
    return folder.resolve("logback.xml");
  }

  private Path output() {
    return folder.resolve("output.log");
  }

  private void run(String... command) {
    Process running = fork(command);
    if (await(running) != 0) {
      throw new IllegalStateException(command[0] + " failed; see " + output());
    }
  }

  private Process fork(String... command) {
    List<String> full =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logging(),
                "-cp",
                classPath()));
    full.addAll(List.of(command));
    try {
      return new ProcessBuilder(full)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    try {
      return Files.readString(CLASS_PATH).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the broker's class path is not there: build local/runtime/kafka first", e);
    }
  }

  private void signal(String signal) {
    long pid = process.orElseThrow().pid();
    try {
      await(new ProcessBuilder("kill", signal, Long.toString(pid)).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int await(Process running) {
    try {
      if (!running.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it does not end: " + running.info());
      }
      return running.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
