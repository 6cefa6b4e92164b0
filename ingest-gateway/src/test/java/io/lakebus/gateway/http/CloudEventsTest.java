// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.event.EventHeader;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CloudEventsTest {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String REQUIRED =
      "\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"statsfeed\",\"type\":\"match.score\"";
  private static final String ACCEPTED =
      "{\"accepted\":1,\"events\":[{\"id\":\"e-1\",\"status\":\"accepted\"}]}";

  private static final InMemoryEventLog LOG = new InMemoryEventLog();
  @AutoClose private static final TestGateway gateway = TestGateway.start(LOG);

  private final int before = LOG.records().size();

  @Test
  void aStructuredEventIsInTheLogWithItsAttributesAndItsDataAsTheyCame() {
    Answer answer =
        structured(
            """
            {"data": { "score" : [1, 2.50],  "név":"Ünnep" } , "datacontenttype":"application/json; charset=utf-8",
             "subject":"Zürich \\"2\\"", "time":"2026-11-22T19:30:00.5+01:00", "attempt": -3, "live": true,
             "dataschema": null, "partitionkey":"m-7", %s}
            """
                .formatted(REQUIRED));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo(ACCEPTED);
    LogRecord record = records().getFirst();
    assertThat(text(record.value())).isEqualTo("{ \"score\" : [1, 2.50],  \"név\":\"Ünnep\" }");
    assertThat(text(record.key())).isEqualTo("m-7");
    assertThat(headers(record))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", "e-1"),
                Map.entry("ce_source", "statsfeed"),
                Map.entry("ce_type", "match.score"),
                Map.entry("ce_time", "2026-11-22T18:30:00.500Z"),
                Map.entry("content-type", "application/json"),
                Map.entry("ce_vendor", "statsfeed"),
                Map.entry("ce_receivedtime", "2026-11-23T08:00:00.123Z"),
                Map.entry("ce_subject", "Zürich \"2\""),
                Map.entry("ce_attempt", "-3"),
                Map.entry("ce_live", "true"),
                Map.entry("ce_partitionkey", "m-7")));
  }

  @Test
  void dataMayBeTheBase64TextOfJson() {
    String data =
        Base64.getEncoder().encodeToString("{\"n\":\"ß\"}".getBytes(StandardCharsets.UTF_8));

    Answer answer = structured("{" + REQUIRED + ",\"data_base64\":\"" + data + "\"}");

    assertThat(answer.body()).isEqualTo(ACCEPTED);
    assertThat(values()).containsExactly("{\"n\":\"ß\"}");
  }

  @Test
  void anEventWithoutDataHasAnEmptyDetail() {
    structured("{" + REQUIRED + ",\"datacontenttype\":\"text/plain\"}");
    structured("{" + REQUIRED + ",\"data\":null}");
    binary().without("Content-Type").post("");

    assertThat(values()).containsExactly("{}", "{}", "{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          "data":[1]                              | /data            | data is not a JSON object
          "data":"{}"                             | /data            | data is not a JSON object
          "data":{},"data_base64":"e30="          | /data_base64     | data and data_base64 are both there
          "data_base64":"????"                       | /data_base64     | data_base64 is not base64: Illegal base64 character 3f
          "data_base64":"WzFd"                    | /data_base64     | data_base64 is not the base64 text of a JSON object: the detail is not an object but an array
          "data_base64":7                         | /data_base64     | data_base64 is not a string
          "datacontenttype":"text/xml","data":{}  | /datacontenttype | datacontenttype is not JSON, which the data of an event are here
          "time":"yesterday"                      | /time            | time is not an RFC 3339 time such as 2026-11-23T08:00:00Z
          "vendor":"tickets"                      | /vendor          | 'vendor' is not a name that an attribute of the vendor's can have
          "traceParent":"x"                       | /traceParent     | 'traceParent' is not a name that an attribute of the vendor's can have
          "subject":{"a":1}                       | /subject         | subject is not a string, a boolean or an integer
          "attempt":1.5                           | /attempt         | attempt is not a string, a boolean or an integer
          "subject":"\\u0000"                     | /subject         | subject has a control character
          """)
  void whatIsWrongWithAnAttributeIsSaid(String members, String pointer, String detail) {
    Answer answer = structured("{" + REQUIRED + "," + members + "}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"code\":\"invalid-event\"")
        .contains("\"errors\":[{\"detail\":\"" + detail + "\",\"pointer\":\"#" + pointer + "\"}]");
    assertThat(records()).isEmpty();
  }

  @Test
  void everyAttributeThatIsMissingIsNamed() {
    Answer answer = structured("{\"specversion\":\"0.3\",\"id\":\"\",\"type\":null}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "\"errors\":[{\"detail\":\"specversion is not 1.0\",\"pointer\":\"#/specversion\"},"
                + "{\"detail\":\"id is empty\",\"pointer\":\"#/id\"},"
                + "{\"detail\":\"source is missing\",\"pointer\":\"#/source\"},"
                + "{\"detail\":\"type is missing\",\"pointer\":\"#/type\"}]");
  }

  @Test
  void aSourceIsStillTheVendorsOwn() {
    Answer answer =
        gateway
            .to("/v1/events")
            .with("Content-Type", STRUCTURED)
            .with("Authorization", "Bearer " + TestBus.OTHER_KEY)
            .post("{" + REQUIRED + "}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"source-not-allowed\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{" + REQUIRED + "}]", "7", "{" + REQUIRED + "} {}", "{"})
  void aStructuredBodyIsOneObject(String body) {
    assertThat(structured(body).status()).isEqualTo(400);
    assertThat(records()).isEmpty();
  }

  @Test
  void aBatchHasAnOutcomeForEachEvent() {
    Answer answer =
        batch(
            "[{"
                + REQUIRED
                + ",\"data\":{\"n\":1}}, 7, {"
                + REQUIRED.replace("e-1", "e-2")
                + ",\"data\":{\"n\":2}}, {"
                + REQUIRED.replace("1.0", "2.0")
                + "}]");

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.body())
        .startsWith("{\"accepted\":2,\"events\":[{\"id\":\"e-1\",\"status\":\"accepted\"},")
        .contains("\"pointer\":\"#/1\"", "\"pointer\":\"#/3/specversion\"");
    assertThat(values()).containsExactly("{\"n\":1}", "{\"n\":2}");
  }

  @Test
  void anEmptyBatchIsAccepted() {
    Answer answer = batch("[]");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"events\":[]}");
  }

  @Test
  void aBatchIsAnArray() {
    assertThat(batch("{" + REQUIRED + "}").status()).isEqualTo(400);
  }

  @Test
  void aBinaryEventHasItsAttributesInHeaders() {
    Answer answer =
        binary()
            .with("CE-Subject", "\"Z%C3%BCrich \\\"2\\\" 100% %e2%82%ac\"")
            .with("ce-time", "2026-11-22T18:30:00Z")
            .with("Content-Type", "application/vnd.match+json; charset=UTF-8")
            .post(" { \"id\" : 7 } ");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo(ACCEPTED);
    LogRecord record = records().getFirst();
    assertThat(text(record.value())).isEqualTo("{ \"id\" : 7 }");
    assertThat(headers(record))
        .isEqualTo(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "e-1",
                "ce_source", "statsfeed",
                "ce_type", "match.score",
                "ce_time", "2026-11-22T18:30:00Z",
                "content-type", "application/json",
                "ce_vendor", "statsfeed",
                "ce_receivedtime", "2026-11-23T08:00:00.123Z",
                "ce_subject", "Zürich \"2\" 100% €"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ce-datacontenttype | application/json | the header ce-datacontenttype is not used: Content-Type says it
          ce-subject         | %ff              | the header ce-subject is not UTF-8 once its percent-encoding is undone
          ce-specversion     | 0.3              | ce-specversion is not 1.0
          ce-time            | now              | ce-time is not an RFC 3339 time such as 2026-11-23T08:00:00Z
          ce-my-own          | x                | ce-'my-own' is not a name that an attribute of the vendor's can have
          """)
  void whatIsWrongWithAHeaderIsSaid(String header, String value, String detail) {
    Answer answer = binary().with(header, value).post("{}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"").doesNotContain("pointer");
    assertThat(records()).isEmpty();
  }

  @Test
  void aHeaderThatIsMissingIsSaid() {
    Answer answer = binary().without("ce-id").post("{}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("\"detail\":\"ce-id is missing\"");
  }

  @Test
  void dataThatAreNotJsonAreNotUnderstood() {
    Answer answer = binary().with("Content-Type", "text/plain").post("{}");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(binary().post("[]").status()).isEqualTo(400);
  }

  @Test
  void anotherFormatOfCloudEventsIsNotUnderstood() {
    for (String format : List.of("application/cloudevents+avro", "application/cloudevents")) {
      Answer answer = binary().with("Content-Type", format).post("{}");

      assertThat(answer.status()).as(format).isEqualTo(415);
      assertThat(answer.body())
          .contains(
              "understood are application/cloudevents+json, application/cloudevents-batch+json,"
                  + " application/json, application/x-ndjson");
    }
  }

  @Test
  void aSenderOfWebhooksMayAskAndMayHaveItsKeyInTheAddress() {
    Answer asked =
        gateway
            .to("/v1/events")
            .without("Authorization")
            .with("WebHook-Request-Origin", "eventemitter.example.com")
            .with("WebHook-Request-Rate", "120")
            .send("OPTIONS", BodyPublishers.noBody());
    Answer sent =
        gateway
            .to("/v1/events?access_token=" + TestBus.KEY)
            .without("Authorization")
            .with("Content-Type", STRUCTURED)
            .post("{" + REQUIRED + "}");

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.headers())
        .containsEntry("webhook-allowed-origin", "eventemitter.example.com")
        .containsEntry("webhook-allowed-rate", "*")
        .containsEntry("allow", "POST");
    assertThat(sent.status()).isEqualTo(202);
  }

  private Answer structured(String body) {
    return gateway.to("/v1/events").with("Content-Type", STRUCTURED).post(body);
  }

  private Answer batch(String body) {
    return gateway.to("/v1/events").with("Content-Type", BATCH).post(body);
  }

  private TestGateway.Call binary() {
    return gateway
        .to("/v1/events")
        .with("ce-specversion", "1.0")
        .with("ce-id", "e-1")
        .with("ce-source", "statsfeed")
        .with("ce-type", "match.score");
  }

  private List<LogRecord> records() {
    List<LogRecord> all = LOG.records();
    return all.subList(before, all.size());
  }

  private List<String> values() {
    return records().stream().map(record -> text(record.value())).toList();
  }

  private static Map<String, String> headers(LogRecord record) {
    Map<String, String> headers = new HashMap<>();
    for (EventHeader header : record.headers()) {
      headers.put(header.name(), text(header.value()));
    }
    return headers;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
