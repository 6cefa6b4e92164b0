// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Events of types that have a contract. */
class ContractsTest {

  private static final String DEFINITION =
      """
      bus: b
      contracts:
        match.score:
          schema:
            required: [match]
            properties:
              match: { type: string }
              teams: { items: { type: string } }
        match.note:
          schema: { required: [match] }
          violation: quarantine
      """;

  private static final String PROBLEM =
      "\"type\":\"urn:lakebus:problem:contract-violated\",\"title\":\"The detail violates the"
          + " contract of its type\",\"status\":422,\"code\":\"contract-violated\",";

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final AtomicReference<Bus> bus = new AtomicReference<>(bus(DEFINITION));

  @AutoClose
  private final TestGateway gateway =
      TestGateway.start(bus::get, InstantSource.fixed(TestGateway.NOW), log);

  @Test
  void anEventThatViolatesItsContractIsRefusedWithEachPlace() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                """
                {"id":"1","detail-type":"match.score",
                 "detail":{"match":1,"teams":["a",{"b":1}]}}
                """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{"
                + PROBLEM
                + "\"detail\":\"the detail is not as the contract of its type says in several places\","
                + "\"errors\":["
                + error("integer found, string expected", "/detail/match")
                + ","
                + error("object found, string expected", "/detail/teams/1")
                + "],\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void anEventThatKeepsItsContractIsAccepted() {
    assertThat(gateway.to("/v1/events/match.score").post("{\"match\":\"m-1\",\"more\":1}").status())
        .isEqualTo(202);
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void typesWithoutAContractAndThoseThatAreQuarantinedAreAccepted() {
    assertThat(gateway.to("/v1/events/match.scores").post("{}").status()).isEqualTo(202);
    assertThat(gateway.to("/v1/events/match.note").post("{}").status()).isEqualTo(202);
    assertThat(log.records()).hasSize(2);
  }

  @Test
  void inABatchEachEventKeepsItsOwn() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                """
                [{"id":"1","detail-type":"match.score","detail":{"match":"m-1"}},
                 {"id":"2","detail-type":"match.score","detail":{}},
                 {"id":"3","detail-type":"match.note","detail":{}},
                 {"id":"4","detail-type":"match.score","detail":{"match":null}},
                 {"id":"5","detail-type":"match.score","source":"tickets","detail":{}}]
                """);

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":2,\"events\":[{\"id\":\"1\",\"status\":\"accepted\"},"
                + failed("2", "required property 'match' not found", "/1/detail")
                + ",{\"id\":\"3\",\"status\":\"accepted\"},"
                + failed("4", "null found, string expected", "/3/detail/match")
                + ",{\"id\":\"5\",\"status\":\"failed\",\"problem\":{"
                + "\"type\":\"urn:lakebus:problem:source-not-allowed\",\"title\":\"The source is not"
                + " the vendor's\",\"status\":403,\"code\":\"source-not-allowed\",\"detail\":\"the"
                + " vendor statsfeed may not send this source\"}}]}");
    assertThat(log.records()).hasSize(2);
  }

  @Test
  void thePlaceIsInTheBodyAsItCame() {
    String bad = "{\"match\":1}";
    String cloudEvent =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"statsfeed\",\"type\":\"match.score\",";
    String base64 =
        cloudEvent
            + "\"data_base64\":\""
            + Base64.getEncoder().encodeToString(bad.getBytes(StandardCharsets.UTF_8))
            + "\"}";

    assertThat(gateway.to("/v1/events/match.score").post(bad).body())
        .contains("[" + error("integer found, string expected", "/match") + "]");
    assertThat(gateway.to("/v1/events/match.score").post("[{\"match\":\"a\"}," + bad + "]").body())
        .contains("[" + error("integer found, string expected", "/1/match") + "]");
    assertThat(
            post(
                "application/x-ndjson",
                "\n{\"detail-type\":\"match.score\",\"detail\":" + bad + "}"))
        .contains("[" + error("integer found, string expected", "/detail/match") + "]");
    assertThat(post("application/cloudevents+json", cloudEvent + "\"data\":" + bad + "}"))
        .contains("[" + error("integer found, string expected", "/data/match") + "]");
    assertThat(
            post("application/cloudevents-batch+json", "[" + cloudEvent + "\"data\":" + bad + "}]"))
        .contains("[" + error("integer found, string expected", "/0/data/match") + "]");
    assertThat(post("application/cloudevents+json", base64))
        .contains("[{\"detail\":\"/match: integer found, string expected\"}]");
    assertThat(post("application/cloudevents+json", cloudEvent + "\"subject\":\"x\"}"))
        .contains("[{\"detail\":\"required property 'match' not found\"}]");
    assertThat(binary(bad)).contains("[" + error("integer found, string expected", "/match") + "]");
    assertThat(binary("")).contains("[" + error("required property 'match' not found", "") + "]");
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void anEntryOfPutEventsFailsAloneAsAnInvalidArgument() {
    Answer answer =
        TestSigner.events("PutEvents")
            .with("amz-sdk-invocation-id", "call")
            .post(
                gateway,
                "{\"Entries\":["
                    + entry("match.score", "{}")
                    + ","
                    + entry("match.note", "{}")
                    + ","
                    + entry("match.score", "{\\\"match\\\":\\\"m\\\",\\\"teams\\\":[1]}")
                    + "]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"FailedEntryCount\":2,\"Entries\":["
                + "{\"ErrorCode\":\"InvalidArgument\",\"ErrorMessage\":\"required property 'match'"
                + " not found\"},{\"EventId\":\"call-1\"},{\"ErrorCode\":\"InvalidArgument\","
                + "\"ErrorMessage\":\"/teams/0: integer found, string expected\"}]}");
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void aRecordOfFirehoseFailsAsAnInvalidArgument() {
    Answer batch =
        TestSigner.firehose("PutRecordBatch")
            .post(
                gateway,
                "{\"DeliveryStreamName\":\"match.score\",\"Records\":[{\"Data\":\"e30=\"}]}");
    Answer single =
        TestSigner.firehose("PutRecord")
            .post(
                gateway, "{\"DeliveryStreamName\":\"match.score\",\"Record\":{\"Data\":\"e30=\"}}");

    assertThat(batch.status()).isEqualTo(200);
    assertThat(batch.body())
        .isEqualTo(
            "{\"FailedPutCount\":1,\"Encrypted\":false,\"RequestResponses\":["
                + "{\"ErrorCode\":\"InvalidArgumentException\","
                + "\"ErrorMessage\":\"required property 'match' not found\"}]}");
    assertThat(single.status()).isEqualTo(400);
    assertThat(single.body())
        .isEqualTo(
            "{\"__type\":\"InvalidArgumentException\","
                + "\"message\":\"required property 'match' not found\"}");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void theAnswerIsTheOneOfTheDocument() throws IOException {
    String document = Files.readString(Path.of("../docs/contracts.md"));
    bus.set(bus(find("(?s)```yaml\\n(.*?)```", document)));

    assertThat(gateway.to("/v1/events/match.score").post(find("-d '(.*)'", document)).body())
        .isEqualTo(TestGateway.normal(find("```json\\n(\\{\"type\".*)\\n", document)));
  }

  private static String find(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .findFirst()
        .map(found -> found.group(1))
        .orElseThrow();
  }

  @Test
  void refusedEventsAreCountedByTheirCode() {
    gateway.to("/v1/events/match.score").post("{}");

    assertThat(gateway.metrics())
        .contains(
            "lakebus_gateway_events_rejected_total{code=\"contract-violated\",vendor=\"statsfeed\"}"
                + " 1.0");
  }

  @Test
  void aNewDefinitionHoldsFromTheNextCallOn() {
    bus.set(bus("bus: b"));
    assertThat(gateway.to("/v1/events/match.score").post("{}").status()).isEqualTo(202);

    bus.set(bus("bus: b\ncontracts: { match.score: { schema: { minProperties: 1 } } }"));
    assertThat(gateway.to("/v1/events/match.score").post("{}").status()).isEqualTo(422);
  }

  private String post(String contentType, String body) {
    Answer answer = gateway.to("/v1/events").with("Content-Type", contentType).post(body);
    assertThat(answer.status()).isEqualTo(422);
    return answer.body();
  }

  private String binary(String body) {
    return gateway
        .to("/v1/events")
        .with("ce-specversion", "1.0")
        .with("ce-id", "1")
        .with("ce-source", "statsfeed")
        .with("ce-type", "match.score")
        .post(body)
        .body();
  }

  private static String failed(String id, String message, String pointer) {
    return "{\"id\":\""
        + id
        + "\",\"status\":\"failed\",\"problem\":{"
        + PROBLEM
        + "\"detail\":\""
        + message
        + "\",\"errors\":["
        + error(message, pointer)
        + "]}}";
  }

  private static String error(String message, String pointer) {
    return "{\"detail\":\""
        + message
        + "\""
        + (pointer.isEmpty() ? "" : ",\"pointer\":\"#" + pointer + "\"")
        + "}";
  }

  private static String entry(String type, String detail) {
    return "{\"Source\":\"statsfeed\",\"DetailType\":\""
        + type
        + "\",\"Detail\":\""
        + detail
        + "\"}";
  }

  /** The bus of the other tests, with the contracts of a definition. */
  private static Bus bus(String yaml) {
    ParsedBus.Valid parsed = (ParsedBus.Valid) BusParser.parse("bus.yaml", yaml);
    return TestBus.bus(parsed.bus().contracts());
  }
}
