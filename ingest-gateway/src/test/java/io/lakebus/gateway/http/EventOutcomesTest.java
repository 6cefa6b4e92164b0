// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies that are JSON, with events in them that cannot go on. */
class EventOutcomesTest {

  private static final String INVALID = "invalid-event\",\"title\":\"The event is not valid\"";

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TestGateway gateway = TestGateway.start(log);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void everyFieldThatIsWrongIsNamed() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                """
                {"id": 7, "source": "", "time": "yesterday", "resources": ["r", 1, {"x": []}],
                 "detail": [1], "a/b~c": {"deep": [1, 2]}, "account": "123"}
                """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:invalid-event\",\"title\":\"The event is not valid\","
                + "\"status\":422,\"code\":\"invalid-event\","
                + "\"detail\":\"9 fields of the event are wrong\",\"errors\":["
                + "{\"detail\":\"id is not a string\",\"pointer\":\"#/id\"},"
                + "{\"detail\":\"source is empty\",\"pointer\":\"#/source\"},"
                + "{\"detail\":\"time is not an RFC 3339 time such as 2026-11-23T08:00:00Z\","
                + "\"pointer\":\"#/time\"},"
                + "{\"detail\":\"a resource is not a string\",\"pointer\":\"#/resources/1\"},"
                + "{\"detail\":\"a resource is not a string\",\"pointer\":\"#/resources/2\"},"
                + "{\"detail\":\"detail is not a JSON object\",\"pointer\":\"#/detail\"},"
                + "{\"detail\":\"'a/b~c' is not a field of an event; what is the vendor's own goes"
                + " into detail\",\"pointer\":\"#/a~1b~0c\"},"
                + "{\"detail\":\"'account' is not a field of an event; what is the vendor's own"
                + " goes into detail\",\"pointer\":\"#/account\"},"
                + "{\"detail\":\"detail-type is missing\",\"pointer\":\"#/detail-type\"}],"
                + "\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(log.records()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"id, 256", "source, 256", "detail-type, 128"})
  void aNameHasALongestLength(String field, int length) {
    String longest =
        field.equals("source") ? "statsfeed." + "é".repeat(length - 10) : "🎾".repeat(length);
    String others = field.equals("detail-type") ? "" : "\"detail-type\":\"t\",";

    Answer fits =
        gateway
            .to("/v1/events")
            .post("{" + others + "\"" + field + "\":\"" + longest + "\",\"detail\":{}}");
    Answer over =
        gateway
            .to("/v1/events")
            .post("{" + others + "\"" + field + "\":\"" + longest + "x\",\"detail\":{}}");

    assertThat(fits.status()).isEqualTo(202);
    assertThat(over.status()).isEqualTo(422);
    assertThat(over.body())
        .contains(
            "\"errors\":[{\"detail\":\""
                + field
                + " is longer than "
                + length
                + " characters\",\"pointer\":\"#/"
                + field
                + "\"}]");
  }

  @ParameterizedTest
  @CsvSource({"a\\u0000b", "a\\nb", "a\\u0085b"})
  void aNameHasNoControlCharacters(String id) {
    Answer answer =
        gateway
            .to("/v1/events")
            .post("{\"id\":\"" + id + "\",\"detail-type\":\"t\",\"detail\":{}}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("id has a control character");
  }

  @Test
  void aTypeInThePathKeepsTheSameRules() {
    Answer answer = gateway.to("/v1/events/" + "x".repeat(129)).post("{}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("detail-type is longer than 128 characters");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aSourceOfAnotherVendorIsRefused() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post("{\"id\":\"1\",\"source\":\"tickets\",\"detail-type\":\"t\",\"detail\":{}}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:source-not-allowed\","
                + "\"title\":\"The source is not the vendor's\",\"status\":403,"
                + "\"code\":\"source-not-allowed\","
                + "\"detail\":\"the vendor statsfeed may not send this source\","
                + "\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aBatchSaysOfEachEventWhatBecameOfIt() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                """
                [{"id":"1","detail-type":"t","detail":{}},
                 {"id":"2","detail":{}},
                 17,
                 {"id":"4","source":"tickets","detail-type":"t","detail":{}},
                 {"id":"5","detail-type":"t","detail":{"n":5}}]
                """);

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":2,\"events\":[{\"id\":\"1\",\"status\":\"accepted\"},"
                + "{\"status\":\"failed\",\"problem\":{\"type\":\"urn:lakebus:problem:"
                + INVALID
                + ",\"status\":422,\"code\":\"invalid-event\",\"detail\":\"detail-type is"
                + " missing\",\"errors\":[{\"detail\":\"detail-type is missing\","
                + "\"pointer\":\"#/1/detail-type\"}]}},"
                + "{\"status\":\"failed\",\"problem\":{\"type\":\"urn:lakebus:problem:"
                + INVALID
                + ",\"status\":422,\"code\":\"invalid-event\",\"detail\":\"the element is not a"
                + " JSON object\",\"errors\":[{\"detail\":\"the element is not a JSON object\","
                + "\"pointer\":\"#/2\"}]}},"
                + "{\"id\":\"4\",\"status\":\"failed\",\"problem\":{\"type\":"
                + "\"urn:lakebus:problem:source-not-allowed\",\"title\":\"The source is not the"
                + " vendor's\",\"status\":403,\"code\":\"source-not-allowed\",\"detail\":\"the"
                + " vendor statsfeed may not send this source\"}},"
                + "{\"id\":\"5\",\"status\":\"accepted\"}]}");
    assertThat(log.records())
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactly("{}", "{\"n\":5}");
  }

  @Test
  void aBatchOfWhichNothingIsAcceptedIsThe4xxOfItsFirst() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                "[{\"id\":\"1\",\"source\":\"tickets\",\"detail-type\":\"t\",\"detail\":{}},"
                    + "{\"detail-type\":\"t\"}]");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:source-not-allowed\",\"title\":\"The source is not the"
                + " vendor's\",\"status\":403,\"code\":\"source-not-allowed\",\"detail\":\"the"
                + " vendor statsfeed may not send this source\",\"instance\":\"urn:uuid:<uuid>\","
                + "\"accepted\":0,\"events\":["
                + "{\"id\":\"1\",\"status\":\"failed\",\"problem\":{\"type\":"
                + "\"urn:lakebus:problem:source-not-allowed\",\"title\":\"The source is not the"
                + " vendor's\",\"status\":403,\"code\":\"source-not-allowed\",\"detail\":\"the"
                + " vendor statsfeed may not send this source\"}},"
                + "{\"status\":\"failed\",\"problem\":{\"type\":\"urn:lakebus:problem:"
                + INVALID
                + ",\"status\":422,\"code\":\"invalid-event\",\"detail\":\"detail is missing\","
                + "\"errors\":[{\"detail\":\"detail is missing\",\"pointer\":\"#/1/detail\"}]}}]}");
  }

  @Test
  void anIdempotencyKeyForSeveralEventsIsRefused() {
    Answer answer =
        gateway.to("/v1/events/t").with("Idempotency-Key", "k").post("[{\"n\":1},{\"n\":2}]");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:invalid-idempotency-key\","
                + "\"title\":\"The Idempotency-Key is not valid\",\"status\":400,"
                + "\"code\":\"invalid-idempotency-key\",\"detail\":\"Idempotency-Key is for a call"
                + " of one event; give each event its id\",\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void anIdempotencyKeyThatIsNotOneIsRefused() {
    Answer malformed = gateway.to("/v1/events/t").with("Idempotency-Key", "\"k").post("{}");
    Answer longer = gateway.to("/v1/events/t").with("Idempotency-Key", "k".repeat(257)).post("{}");
    Answer twice =
        gateway
            .to("/v1/events/t")
            .with("Idempotency-Key", "k")
            .with("idempotency-key", "k")
            .post("{}");

    for (Answer answer : List.of(malformed, longer, twice)) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"invalid-idempotency-key\"");
    }
    assertThat(longer.body())
        .contains("\"detail\":\"Idempotency-Key is longer than 256 characters\"");
    assertThat(twice.body()).contains("\"detail\":\"Idempotency-Key is there twice\"");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aLogThatIsDownIsAReasonToTryAgain() {
    log.goDown();

    Answer single = gateway.to("/v1/events/t").with("Idempotency-Key", "k").post("{}");
    Answer batch =
        gateway
            .to("/v1/events")
            .post("[{\"detail-type\":\"t\"},{\"id\":\"2\",\"detail-type\":\"t\",\"detail\":{}}]");
    Answer ready = gateway.to("/readyz").get();
    Answer head = gateway.to("/readyz").send("HEAD", BodyPublishers.noBody());
    log.comeBack();
    Answer after = gateway.to("/v1/events/t").with("Idempotency-Key", "k").post("{}");

    assertThat(single.status()).isEqualTo(503);
    assertThat(single.headers()).containsEntry("retry-after", "1");
    assertThat(single.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:log-unavailable\","
                + "\"title\":\"The log does not take events now\",\"status\":503,"
                + "\"code\":\"log-unavailable\",\"detail\":\"the event is not accepted; send it"
                + " again a little later\",\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(batch.status()).isEqualTo(503);
    assertThat(batch.body()).contains("\"code\":\"invalid-event\"");
    assertThat(List.of(ready.status(), ready.body())).isEqualTo(List.of(503, "{\"ready\":false}"));
    assertThat(head.status()).isEqualTo(503);
    assertThat(after.status()).isEqualTo(202);
    assertThat(gateway.to("/readyz").get().body()).isEqualTo("{\"ready\":true}");
  }
}
