// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.event.EventHeader;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptedEventsTest {

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TestGateway gateway = TestGateway.start(log);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void anEventWithEveryFieldIsInTheLogAsItCame() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                """
                {"resources": ["arn:a", "Zürich \\"2\\""], "time": "2026-11-22T19:30:00.5+01:00",
                 "detail": { "score" : [ 1,2 ],  "név":"Ünnep 🎾\\u00e9", "big": 12345678901234567890.10 } ,
                 "detail-type": "match.score", "source": "statsfeed.live", "id": "e-1"}
                """);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.body())
        .isEqualTo("{\"accepted\":1,\"events\":[{\"id\":\"e-1\",\"status\":\"accepted\"}]}");
    assertThat(log.records()).hasSize(1);
    LogRecord record = log.records().getFirst();
    assertThat(text(record.value()))
        .isEqualTo(
            "{ \"score\" : [ 1,2 ],  \"név\":\"Ünnep 🎾\\u00e9\", \"big\": 12345678901234567890.10 }");
    assertThat(text(record.key())).isEqualTo("9:statsfeed14:statsfeed.livee-1");
    assertThat(headers(record))
        .containsExactly(
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_id", "e-1"),
            Map.entry("ce_source", "statsfeed.live"),
            Map.entry("ce_type", "match.score"),
            Map.entry("ce_time", "2026-11-22T18:30:00.500Z"),
            Map.entry("content-type", "application/json"),
            Map.entry("ce_vendor", "statsfeed"),
            Map.entry("ce_receivedtime", "2026-11-23T08:00:00.123Z"),
            Map.entry("ce_resources", "[\"arn:a\",\"Zürich \\\"2\\\"\"]"));
  }

  @Test
  void whatTheVendorLeavesOpenIsFilledIn() {
    Answer answer = gateway.to("/v1/events").post("{\"detail-type\":\"t\",\"detail\":{}}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo("{\"accepted\":1,\"events\":[{\"id\":\"<uuid>\",\"status\":\"accepted\"}]}");
    Map<String, String> headers = headers(log.records().getFirst());
    assertThat(TestGateway.normal(headers.get("ce_id"))).isEqualTo("<uuid>");
    assertThat(headers)
        .containsEntry("ce_source", "statsfeed")
        .containsEntry("ce_time", "2026-11-23T08:00:00.123Z")
        .doesNotContainKey("ce_resources");
  }

  @Test
  void anArrayKeepsItsOrderAndEachDetailItsBytes() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                "[{\"id\":\"é\",\"detail-type\":\"a\",\"detail\":{\"x\":\"日本\"}},\r\n"
                    + " {\"detail\":{\"y\": [{}, {\"z\":null}]},\"id\":\"2\",\"detail-type\":\"b\"}]");

    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":2,\"events\":[{\"id\":\"é\",\"status\":\"accepted\"},"
                + "{\"id\":\"2\",\"status\":\"accepted\"}]}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(values()).containsExactly("{\"x\":\"日本\"}", "{\"y\": [{}, {\"z\":null}]}");
  }

  @Test
  void eachLineOfNdjsonIsAnEventAndBlankLinesAreNone() {
    Answer answer =
        gateway
            .to("/v1/events")
            .with("Content-Type", "application/x-ndjson")
            .post(
                """
                {"id":"1","detail-type":"a","detail":{"n":"ß"}}

                  {"id":"2","detail-type":"a","detail":{"n":"🏆"}}\r
                {"id":"3","detail-type":"a","detail":{}}""");

    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":3,\"events\":[{\"id\":\"1\",\"status\":\"accepted\"},"
                + "{\"id\":\"2\",\"status\":\"accepted\"},{\"id\":\"3\",\"status\":\"accepted\"}]}");
    assertThat(values()).containsExactly("{\"n\":\"ß\"}", "{\"n\":\"🏆\"}", "{}");
  }

  @Test
  void theBodyIsTheDetailWhereThePathSaysTheType() {
    Answer answer = gateway.to("/v1/events/ticket%2Fsold%20%C3%A9").post(" {\"order\" : \"ö\"}\n");

    assertThat(answer.body())
        .isEqualTo("{\"accepted\":1,\"events\":[{\"id\":\"<uuid>\",\"status\":\"accepted\"}]}");
    assertThat(values()).containsExactly("{\"order\" : \"ö\"}");
    assertThat(headers(log.records().getFirst())).containsEntry("ce_type", "ticket/sold é");
  }

  @Test
  void anArrayOfDetailsIsAnEventEach() {
    Answer answer = gateway.to("/v1/events/t").post("[{\"n\":1} , {\"n\":2}]");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(values()).containsExactly("{\"n\":1}", "{\"n\":2}");
  }

  @Test
  void theIdempotencyKeyIsTheIdOfACallsOneEvent() {
    Answer plain = gateway.to("/v1/events/t").with("Idempotency-Key", "key-1").post("{}");
    Answer quoted =
        gateway.to("/v1/events/t").with("Idempotency-Key", "\"key \\\"2\\\"\"").post("[{}]");
    Answer given =
        gateway
            .to("/v1/events")
            .with("Idempotency-Key", "key-3")
            .post("{\"id\":\"own\",\"detail-type\":\"t\",\"detail\":{}}");

    assertThat(List.of(plain.body(), quoted.body(), given.body()))
        .containsExactly(
            "{\"accepted\":1,\"events\":[{\"id\":\"key-1\",\"status\":\"accepted\"}]}",
            "{\"accepted\":1,\"events\":[{\"id\":\"key \\\"2\\\"\",\"status\":\"accepted\"}]}",
            "{\"accepted\":1,\"events\":[{\"id\":\"own\",\"status\":\"accepted\"}]}");
  }

  @Test
  void theKeyMayComeAsXApiKey() {
    Answer answer =
        gateway
            .to("/v1/events/t")
            .without("Authorization")
            .with("X-API-Key", TestBus.OTHER_KEY)
            .post("{}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(headers(log.records().getFirst()))
        .containsEntry("ce_vendor", "tickets")
        .containsEntry("ce_source", "tickets");
  }

  @Test
  void parametersOfTheContentTypeAreRead() {
    Answer answer =
        gateway
            .to("/v1/events/t")
            .with("Content-Type", "Application/JSON ; charset=\"UTF-8\"; v=1")
            .post("{}");

    assertThat(answer.status()).isEqualTo(202);
  }

  private List<String> values() {
    return log.records().stream().map(record -> text(record.value())).toList();
  }

  private static Map<String, String> headers(LogRecord record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (EventHeader header : record.headers()) {
      headers.put(header.name(), text(header.value()));
    }
    return headers;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
