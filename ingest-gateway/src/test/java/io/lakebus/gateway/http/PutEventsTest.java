// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.event.EventHeader;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PutEventsTest {

  private static final String ENTRY =
      "\"Source\":\"statsfeed\",\"DetailType\":\"match.score\",\"Detail\":\"{}\"";

  private static final InMemoryEventLog LOG = new InMemoryEventLog();
  @AutoClose private static final TestGateway gateway = TestGateway.start(LOG);

  private final int before = LOG.records().size();

  @Test
  void anEntryIsInTheLogWithItsAttributesAndItsDetailAsItCame() {
    Answer answer =
        put(
            """
            {"Entries": [{"Time": 1763836200.5, "Source": "statsfeed.live", "Resources": ["arn:x", "é"],
              "DetailType": "match.score", "Detail": "{ \\"score\\" : [1, 2.50],  \\"n\\u00e9v\\":\\"Ü\\" }",
              "EventBusName": "sports", "TraceHeader": "Root=1-63441c4a-abcdef012345678912345678"}]}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"call-0\"}]}");
    LogRecord record = records().getFirst();
    assertThat(text(record.value())).isEqualTo("{ \"score\" : [1, 2.50],  \"név\":\"Ü\" }");
    assertThat(headers(record))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", "call-0"),
                Map.entry("ce_source", "statsfeed.live"),
                Map.entry("ce_type", "match.score"),
                Map.entry("ce_time", "2025-11-22T18:30:00.500Z"),
                Map.entry("content-type", "application/json"),
                Map.entry("ce_vendor", "statsfeed"),
                Map.entry("ce_receivedtime", "2026-11-23T08:00:00.123Z"),
                Map.entry("ce_resources", "[\"arn:x\",\"é\"]"),
                Map.entry("ce_traceheader", "Root=1-63441c4a-abcdef012345678912345678")));
  }

  @Test
  void theAnswerHasTheHeadersThatSdksRead() {
    Answer answer = put("{\"Entries\":[{" + ENTRY + "}]}");

    assertThat(answer.headers())
        .isEqualTo(
            Map.of(
                "x-request-id",
                "<uuid>",
                "x-amzn-requestid",
                "<uuid>",
                "content-type",
                "application/x-amz-json-1.1",
                "content-length",
                Integer.toString(answer.body().length()),
                "date",
                "Mon, 23 Nov 2026 08:00:00 GMT"));
  }

  @Test
  void aBadEntryFailsAloneAndTheResultsAreInTheOrderOfTheEntries() {
    Answer answer =
        put(
            """
            {"Entries": [
              {"Source": "statsfeed", "DetailType": "t", "Detail": "{\\"n\\":0}"},
              {"Source": "tickets", "DetailType": "t", "Detail": "{}"},
              {"Source": "statsfeed", "DetailType": "t", "Detail": "[1]"},
              {"Source": "", "Detail": 7, "Time": true, "Resources": ["r", 1], "EventBusName": "other"},
              17,
              {"Source": null, "DetailType": "t", "Detail": "{}"},
              {"Source": "statsfeed", "DetailType": "t", "Detail": "{\\"n\\":6}"}]}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"FailedEntryCount\":5,\"Entries\":["
                + "{\"EventId\":\"call-0\"},"
                + "{\"ErrorCode\":\"NotAuthorizedForSourceException\","
                + "\"ErrorMessage\":\"the vendor statsfeed may not send this source\"},"
                + "{\"ErrorCode\":\"MalformedDetail\",\"ErrorMessage\":\"Detail is not a JSON object"
                + " that is taken: the detail is not an object but an array (line 1, column 1)\"},"
                + "{\"ErrorCode\":\"InvalidArgument\",\"ErrorMessage\":\"Source is empty; Detail is not"
                + " a string; Time is neither seconds since 1970 nor RFC 3339; a resource is not a"
                + " string; EventBusName is neither 'sports' nor 'default'; DetailType is missing\"},"
                + "{\"ErrorCode\":\"InvalidArgument\","
                + "\"ErrorMessage\":\"the entry is not a JSON object\"},"
                + "{\"ErrorCode\":\"InvalidArgument\",\"ErrorMessage\":\"Source is missing\"},"
                + "{\"EventId\":\"call-6\"}]}");
    assertThat(records())
        .extracting(record -> text(record.value()))
        .containsExactly("{\"n\":0}", "{\"n\":6}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {                 | Unexpected end-of-input
          {} x              | Unrecognized token 'x'
          {"a":1,"a":2}     | Duplicate field 'a'
          {"a":"\\ud800"} | an escape names half of a surrogate pair
          {"a":1e10000}     | a number's exponent is beyond 9999
          ^^                | there is no JSON
          """)
  void aDetailKeepsTheRulesOfEveryDetail(String detail, String problem) {
    Answer answer =
        put(
            entry(
                "\"Detail\":\""
                    + detail.replace("\\\\", "\\").replace("\\", "\\\\").replace("\"", "\\\"")
                    + "\""));

    assertThat(answer.body())
        .startsWith(
            "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"MalformedDetail\","
                + "\"ErrorMessage\":\"Detail is not a JSON object that is taken: "
                + problem);
    assertThat(records()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1763836200             | 2025-11-22T18:30:00Z
          1.7638362005E9         | 2025-11-22T18:30:00.500Z
          1763836200.1234567899  | 2025-11-22T18:30:00.123456789Z
          -0.25                  | 1969-12-31T23:59:59.750Z
          253402300799           | 9999-12-31T23:59:59Z
          "2025-11-22T19:30:00+01:00" | 2025-11-22T18:30:00Z
          null                   | 2026-11-23T08:00:00.123Z
          """)
  void aTimeIsSecondsOrRfc3339(String time, String kept) {
    put(entry("\"Detail\":\"{}\",\"Time\":" + time));

    assertThat(headers(records().getFirst())).containsEntry("ce_time", kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "253402300800",
        "-62167219201",
        "1e400",
        "1e-99999",
        "1e9999999999",
        "\"now\"",
        "[]",
        "{}"
      })
  void whatIsNoTimeFails(String time) {
    assertThat(put(entry("\"Detail\":\"{}\",\"Time\":" + time)).body())
        .isEqualTo(
            "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InvalidArgument\","
                + "\"ErrorMessage\":\"Time is neither seconds since 1970 nor RFC 3339\"}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "sports, 0",
    "default, 0",
    "arn:aws:events:eu-north-1:123456789012:event-bus/sports, 0",
    "arn:aws-cn:events:cn-north-1:123456789012:event-bus/default, 0",
    "arn:aws:events:eu-north-1:123456789012:event-bus/other, 1",
    "Sports, 1",
    "x/sports, 1",
    "'', 1"
  })
  void aBusIsNamedByNameAsTheDefaultOneOrByAnArn(String name, int failed) {
    assertThat(put(entry("\"Detail\":\"{}\",\"EventBusName\":\"" + name + "\"")).body())
        .startsWith("{\"FailedEntryCount\":" + failed + ",");
  }

  @Test
  void aTraceHeaderThatCannotBeKeptIsLeftOut() {
    for (String header : List.of("7", "\"\"", "\"a\\nb\"", "\"" + "x".repeat(501) + "\"")) {
      put(entry("\"Detail\":\"{}\",\"TraceHeader\":" + header));
    }
    put(entry("\"Detail\":\"{}\",\"TraceHeader\":\"" + "x".repeat(500) + "\""));

    assertThat(records())
        .extracting(record -> headers(record).get("ce_traceheader"))
        .containsExactly(null, null, null, null, "x".repeat(500));
  }

  @Test
  void whatNobodyKnowsIsLeftAlone() {
    Answer answer =
        put(
            "{\"Fancy\":{\"a\":[1]},\"EndpointId\":\"abc.def\",\"Entries\":[{"
                + ENTRY
                + ",\"Account\":{\"a\":[\"b\"]}}]}");

    assertThat(answer.body())
        .isEqualTo("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"call-0\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {"Entries":[]}              | ValidationException    | Entries has no element; it has 1 to 10
          {"Entries":null}            | ValidationException    | Entries has no element; it has 1 to 10
          {}                          | ValidationException    | Entries has no element; it has 1 to 10
          {"Entries":{}}              | SerializationException | Entries is not an array (line 1, column 12)
          []                          | SerializationException | the body is not a JSON object (line 1, column 1)
          {"Entries":[]} x            | SerializationException | Unrecognized token 'x'
          {"Entries":[               | SerializationException | Unexpected end-of-input
          {"Entries":[],"Entries":[]} | SerializationException | Duplicate field 'Entries'
          {"Entries":["\\ud800"]}    | SerializationException | an escape names half of a surrogate pair
          ^^                          | SerializationException | the body has no event
          """)
  void aBodyThatIsNoCallIsRefusedWhole(String body, String type, String message) {
    Answer answer = put(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry("x-amzn-errortype", type);
    assertThat(answer.body())
        .startsWith("{\"__type\":\"" + type + "\",\"message\":\"" + message)
        .endsWith("\"}");
    assertThat(records()).isEmpty();
  }

  @Test
  void withoutAnInvocationIdAnEventGetsAnIdOfItsOwn() {
    for (String id : List.of("", "a b", "x".repeat(129))) {
      TestSigner signer = TestSigner.events("PutEvents");
      if (!id.isEmpty()) {
        signer.unsigned("amz-sdk-invocation-id", id);
      }
      assertThat(signer.post(gateway, "{\"Entries\":[{" + ENTRY + "}]}").body())
          .isEqualTo("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"<uuid>\"}]}");
    }
  }

  private static String entry(String fields) {
    return "{\"Entries\":[{\"Source\":\"statsfeed\",\"DetailType\":\"t\"," + fields + "}]}";
  }

  private static Answer put(String body) {
    return TestSigner.events("PutEvents").with("amz-sdk-invocation-id", "call").post(gateway, body);
  }

  private List<LogRecord> records() {
    return LOG.records().subList(before, LOG.records().size());
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
