// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebus.definition.DefinitionFiles;
import io.lakebus.definition.DefinitionLog;
import io.lakebus.definition.KafkaDefinitionLog;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.KafkaClients;
import io.lakebus.gateway.log.KafkaSettings;
import io.lakebus.testing.Await;
import io.lakebus.testing.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway with a real broker, and as a process of its own. */
class GatewayIT {

  /** Where the producer's own two minutes would show, and a pause of the machine does not. */
  private static final Duration IN_TIME = Duration.ofSeconds(15);

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TempDir static Path folder;
  private static KafkaBroker broker;

  private final String bus = "bus_" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void prepare() {
    broker = new KafkaBroker(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void startBroker() {
    broker.start();
  }

  @Test
  void whatIsAcknowledgedIsInKafkaByteForByte() {
    String detail = "{ \"név\" : \"Ünnep 🎾 \\u00e9\", \"n\":1.50 }";
    try (TestGateway gateway = TestGateway.start(log())) {
      awaitReady(gateway);

      Answer answer =
          gateway
              .to("/v1/events")
              .with("traceparent", TRACE)
              .post(
                  "[{\"id\":\"1\",\"detail-type\":\"t\",\"time\":\"2026-11-22T10:00:00Z\",\"detail\":"
                      + detail
                      + "}, {\"id\":\"2\",\"detail-type\":\"t\"}]");

      assertThat(answer.status()).isEqualTo(207);
    }
    List<ConsumerRecord<byte[], byte[]>> records = broker.records(bus + ".events");
    assertThat(records).hasSize(1);
    ConsumerRecord<byte[], byte[]> record = records.getFirst();
    assertThat(text(record.value())).isEqualTo(detail);
    assertThat(text(record.key())).isEqualTo("9:statsfeed9:statsfeed1");
    List<String> headers = new ArrayList<>();
    record.headers().forEach(header -> headers.add(header.key() + "=" + text(header.value())));
    assertThat(headers)
        .containsExactly(
            "ce_specversion=1.0",
            "ce_id=1",
            "ce_source=statsfeed",
            "ce_type=t",
            "ce_time=2026-11-22T10:00:00Z",
            "content-type=application/json",
            "ce_vendor=statsfeed",
            "ce_receivedtime=2026-11-23T08:00:00.123Z",
            "traceparent=" + TRACE);
  }

  @Test
  void withoutKafkaEveryCallIsAnsweredInTimeAndAfterwardsAcceptedAgain() {
    try (TestGateway gateway = TestGateway.start(log())) {
      awaitReady(gateway);
      assertThat(post(gateway, "1").status()).isEqualTo(202);

      broker.kill();
      for (int i = 0; i < 5; i++) {
        assertUnavailableInTime(gateway, "2");
      }
      Await.until(IN_TIME, () -> gateway.to("/readyz").get().status() == 503);
      assertThat(gateway.to("/healthz").get().status()).isEqualTo(200);

      broker.start();
      awaitReady(gateway);
      assertThat(post(gateway, "2").status()).isEqualTo(202);
    }
    assertThat(ids()).contains("1", "2");
  }

  @Test
  void aBatchIsAnsweredInTimeWhenKafkaHangs() {
    try (TestGateway gateway = TestGateway.start(log())) {
      awaitReady(gateway);
      String event = "{\"detail-type\":\"t\",\"detail\":{\"x\":\"" + "x".repeat(1_000) + "\"}}";
      String batch = "[" + (event + ",").repeat(999) + event + "]";
      assertThat(gateway.to("/v1/events").post(batch).status()).isEqualTo(202);
      broker.pause();
      try {
        long start = System.nanoTime();
        Answer answer = gateway.to("/v1/events").post(batch);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
      } finally {
        broker.resume();
      }
      awaitReady(gateway);
      Await.until(Duration.ofSeconds(10), () -> post(gateway, "after").status() == 202);
    }
  }

  @Test
  void kafkaMayComeLater() {
    broker.kill();
    try (TestGateway gateway = TestGateway.start(log())) {
      assertThat(gateway.to("/readyz").get().body()).isEqualTo("{\"ready\":false}");
      assertUnavailableInTime(gateway, "1");

      broker.start();
      awaitReady(gateway);
      assertThat(post(gateway, "1").status()).isEqualTo(202);
    }
    assertThat(ids()).containsExactly("1");
  }

  @Test
  void aTerminatedGatewayLosesNothingThatItAcknowledged() throws IOException {
    try (GatewayProcess gateway = start()) {
      Load load = load(gateway.port());
      gateway.terminate();

      assertThat(gateway.exitCode()).as(gateway.output()).isZero();
      load.close();
      assertThat(load.answers().keySet())
          .as("a stop refuses, it does not fail")
          .isSubsetOf(202, 503);
      assertThat(ids()).containsAll(load.acknowledged());
      assertThat(accessLog(gateway).filter(line -> line.path("accepted").intValue() == 1))
          .as("a line for each, also for those whose answer is lost")
          .hasSizeGreaterThanOrEqualTo(load.acknowledged().size());
    }
  }

  @Test
  void aKilledGatewayLosesNothingThatItAcknowledged() throws IOException {
    try (GatewayProcess gateway = start()) {
      Load load = load(gateway.port());
      gateway.kill();

      assertThat(gateway.exitCode()).isNotZero();
      load.close();
      assertThat(ids()).containsAll(load.acknowledged());
    }
  }

  @Test
  void aWrongDefinitionIsToldWholeAndEndsTheProgram() throws IOException {
    Path definition =
        Files.writeString(folder.resolve("wrong.yaml"), "bus: sports\nvendros: {}\nrules: 7\n");
    try (GatewayProcess gateway = GatewayProcess.start(folder, "--bus.definition=" + definition)) {
      assertThat(gateway.exitCode()).isEqualTo(2);
      assertThat(gateway.output()).contains("wrong.yaml:2: ", "wrong.yaml:3: ");
    }
  }

  @Test
  void aSecretThatIsNotThereIsToldAndEndsTheProgram() throws IOException {
    Path definition =
        Files.writeString(
            folder.resolve("secretive.yaml"),
            "bus: sports\nvendors: { v: { access-keys: [{ id: AKIA0123456789AB, secret: { file: '"
                + folder.resolve("no-secret")
                + "' } }] } }\n");
    try (GatewayProcess gateway =
        GatewayProcess.start(
            folder, "--bus.definition=" + definition, "--http.port=0", "--admin.port=0")) {
      assertThat(gateway.exitCode()).isEqualTo(2);
      assertThat(gateway.output())
          .contains(
              "the secret of the access key AKIA0123456789AB of the vendor v is not known: the file "
                  + folder.resolve("no-secret")
                  + " is not there");
    }
  }

  @Test
  void wrongSettingsAreToldWholeAndEndTheProgram() {
    try (GatewayProcess gateway = GatewayProcess.start(folder, "--http.port=high", "--no.such=1")) {
      assertThat(gateway.exitCode()).isEqualTo(2);
      assertThat(gateway.output()).contains("http.port: ", "no.such is not a setting");
    }
    try (GatewayProcess gateway = GatewayProcess.start(folder, "--http.port=0")) {
      assertThat(gateway.exitCode()).isEqualTo(2);
      assertThat(gateway.output()).contains("exactly one of bus.definition and bus.name");
    }
  }

  @Test
  void aPublishedDefinitionIsTakenUpWithoutARestart() throws Exception {
    DefinitionLog definitions =
        new KafkaDefinitionLog(
            bus, Map.of("bootstrap.servers", broker.address()), Optional.empty());
    try (GatewayProcess gateway =
            GatewayProcess.start(
                folder,
                "--bus.name=" + bus,
                "--http.port=0",
                "--admin.port=0",
                "--kafka.bootstrap-servers=" + broker.address());
        HttpClient client = HttpClient.newHttpClient()) {
      int port = gateway.port();
      assertThat(post(client, port)).as("before any definition").isEqualTo(503);
      assertThat(gateway.output()).contains("The gateway is not ready: ");
      // The gateway has created the topic, or is about to.
      Await.until(IN_TIME, () -> publishes(definitions, "bus: " + bus));
      Await.until(IN_TIME, () -> post(client, port) == 401);

      publish(
          definitions,
          "{ bus: %s, vendors: { statsfeed: { keys: [{ sha256: %s }] } } }"
              .formatted(bus, TestBus.sha256(TestBus.KEY)));
      Await.until(Duration.ofSeconds(2), () -> post(client, port) == 202);
    }
  }

  private static boolean publishes(DefinitionLog definitions, String yaml) {
    try {
      publish(definitions, yaml);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static void publish(DefinitionLog definitions, String yaml) {
    try {
      definitions.publish(DefinitionFiles.of("bus.yaml", yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int post(HttpClient client, int port) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events/t"))
                  .header("Authorization", "Bearer " + TestBus.KEY)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The lines of JSON between those of the program's log. */
  private static Stream<JsonNode> accessLog(GatewayProcess gateway) {
    ObjectMapper mapper = new ObjectMapper();
    return gateway
        .output()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(
            line -> {
              try {
                return mapper.readTree(line);
              } catch (JsonProcessingException e) {
                throw new UncheckedIOException(line, e);
              }
            });
  }

  private GatewayProcess start() throws IOException {
    Path definition =
        Files.writeString(
            folder.resolve(bus + ".yaml"),
            "bus: "
                + bus
                + "\nvendors:\n  statsfeed:\n    keys:\n      - sha256: "
                + TestBus.sha256(TestBus.KEY)
                + "\nrules:\n  all:\n    pattern: { source: [{ exists: true }] }\n"
                + "    table: all_data\n");
    return GatewayProcess.start(
        folder,
        "--bus.definition=" + definition,
        "--http.port=0",
        "--admin.port=0",
        "--kafka.bootstrap-servers=" + broker.address(),
        "--kafka.check-interval=200ms");
  }

  /** Load that has been acknowledged a good many events. */
  private static Load load(int port) {
    Load load = new Load(port, 16);
    Await.until(Duration.ofSeconds(60), () -> load.acknowledged().size() > 500);
    return load;
  }

  private EventLog log() {
    return KafkaClients.open(
        bus + ".events",
        new KafkaSettings(
            broker.address(),
            3,
            1,
            1,
            "snappy",
            Duration.ofMillis(5),
            64 << 20,
            Duration.ofMillis(1_200),
            Duration.ofMillis(200)));
  }

  private static void assertUnavailableInTime(TestGateway gateway, String id) {
    long start = System.nanoTime();
    Answer answer = post(gateway, id);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(answer.body()).containsAnyOf("log-unavailable", "outcome-unknown");
  }

  private static Answer post(TestGateway gateway, String id) {
    return gateway.to("/v1/events/t").with("Idempotency-Key", id).post("{}");
  }

  private static void awaitReady(TestGateway gateway) {
    Await.until(Duration.ofSeconds(30), () -> gateway.to("/readyz").get().status() == 200);
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    String topic = bus + ".events";
    for (ConsumerRecord<byte[], byte[]> record : broker.records(topic)) {
      ids.add(text(record.headers().lastHeader("ce_id").value()));
    }
    return ids;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
