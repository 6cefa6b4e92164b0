// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.event.Decoded;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.FlakyLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FirehoseTest {

  private static final String STREAM = "\"DeliveryStreamName\":\"match.score\"";

  private static final InMemoryEventLog LOG = new InMemoryEventLog();
  private static final FlakyLog FLAKY = new FlakyLog(LOG);
  @AutoClose private static final TestGateway gateway = TestGateway.start(FLAKY);

  private final int before = LOG.records().size();

  @Test
  void aRecordIsAnEventWhoseTypeIsTheStreamsName() {
    Answer answer = put("{" + STREAM + ",\"Record\":" + record("{ \"név\" : 1.50 }\n") + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"RecordId\":\"call-0\",\"Encrypted\":false}");
    assertThat(event(records().getFirst()))
        .usingRecursiveComparison()
        .isEqualTo(
            new Event(
                "call-0",
                "statsfeed",
                "match.score",
                "statsfeed",
                TestGateway.NOW,
                TestGateway.NOW,
                List.of(),
                Map.of(),
                "{ \"név\" : 1.50 }\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aBadRecordFailsAloneAndTheResultsAreInTheOrderOfTheRecords() {
    Answer answer =
        batch(
            "{\"Records\":["
                + record("{\"n\":0}")
                + ","
                + record("{}\n{}")
                + ","
                + record("7")
                + ",{\"Data\":\"????\"},{\"Data\":7},{},17,{\"Other\":[1],\"Data\":\"eyJuIjo3fQ==\"}],"
                + STREAM
                + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"FailedPutCount\":6,\"Encrypted\":false,\"RequestResponses\":["
                + "{\"RecordId\":\"call-0\"},"
                + failure(
                    "Data is not one JSON object that is taken: something follows the detail (line"
                        + " 2, column 1)")
                + ","
                + failure(
                    "Data is not one JSON object that is taken: the detail is not an object but a"
                        + " number (line 1, column 1)")
                + ","
                + failure("Data is not base64: Illegal base64 character 3f")
                + ","
                + failure("Data is not a string")
                + ","
                + failure("Data is missing")
                + ","
                + failure("the record is not a JSON object")
                + ",{\"RecordId\":\"call-7\"}]}");
    assertThat(records())
        .extracting(kept -> new String(kept.value(), StandardCharsets.UTF_8))
        .containsExactly("{\"n\":0}", "{\"n\":7}");
  }

  @Test
  void aLoneRecordThatIsBadFailsTheCall() {
    assertRefused(
        put("{" + STREAM + ",\"Record\":" + record("[]") + "}"),
        "InvalidArgumentException",
        "Data is not one JSON object that is taken: the detail is not an object but an array (line"
            + " 1, column 1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {"Records":[{"Data":"e30="}]}                                | ValidationException    | DeliveryStreamName is missing
          {"Records":[{"Data":"e30="}],"DeliveryStreamName":7}         | ValidationException    | DeliveryStreamName is missing
          {"Records":[{"Data":"e30="}],"DeliveryStreamName":""}        | ValidationException    | DeliveryStreamName has not 1 to 64 letters, digits, '_', '.' and '-' only
          {"Records":[{"Data":"e30="}],"DeliveryStreamName":"a b"}     | ValidationException    | DeliveryStreamName has not 1 to 64 letters, digits, '_', '.' and '-' only
          {"Records":[],"DeliveryStreamName":"a"}                      | ValidationException    | Records has no record
          {"DeliveryStreamName":"a"}                                   | ValidationException    | Records has no record
          {"Records":{},"DeliveryStreamName":"a"}                      | SerializationException | Records is not an array (line 1, column 12)
          []                                                           | SerializationException | the body is not a JSON object (line 1, column 1)
          """)
  void aBodyThatIsNoCallIsRefusedWhole(String body, String type, String message) {
    assertRefused(batch(body), type, message);
  }

  @ParameterizedTest
  @CsvSource({"1023999, 0", "1024000, 0", "1024001, 1"})
  void aRecordHasAtMost1000Kibibytes(int size, int failed) {
    Answer answer = batch("{" + STREAM + ",\"Records\":[" + record(object(size)) + "]}");

    assertThat(answer.body()).startsWith("{\"FailedPutCount\":" + failed + ",");
    if (failed == 1) {
      assertThat(answer.body())
          .contains(failure("the record has 1024001 bytes; 1024000 is the most"));
    }
  }

  @ParameterizedTest
  @CsvSource({"4194303, 200", "4194304, 200", "4194305, 400"})
  void theRecordsHaveAtMostFourMebibytesInAll(int size, int status) {
    String four = (record(object(1_000_000)) + ",").repeat(4);

    Answer answer =
        batch("{" + STREAM + ",\"Records\":[" + four + record(object(size - 4_000_000)) + "]}");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(records()).hasSize(status == 200 ? 5 : 0);
    if (status == 400) {
      assertRefused(
          answer,
          "ValidationException",
          "the records have 4194305 bytes in all; 4194304 is the most");
    }
  }

  @ParameterizedTest
  @CsvSource({"499, 200", "500, 200", "501, 400"})
  void aBatchHasAtMost500Records(int count, int status) {
    String records = (record("{}") + ",").repeat(count - 1) + record("{}");

    Answer answer = batch("{" + STREAM + ",\"Records\":[" + records + "]}");

    assertThat(answer.status()).isEqualTo(status);
    if (status == 400) {
      assertRefused(
          answer, "ValidationException", "Records has more than 500 elements, which is the most");
    }
  }

  @Test
  void aRecordThatTheLogDoesNotTakeIsToBeSentAgain() {
    FLAKY.failAt(1, new AppendResult.NotKept("slow"));
    FLAKY.failAt(2, new AppendResult.NotKept("down"));
    String unavailable = "the event is not accepted; send it again a little later";

    Answer partly =
        batch("{" + STREAM + ",\"Records\":[" + record("{}") + "," + record("{}") + "]}");
    Answer not = put("{" + STREAM + ",\"Record\":" + record("{}") + "}");

    assertThat(partly.body())
        .isEqualTo(
            "{\"FailedPutCount\":1,\"Encrypted\":false,\"RequestResponses\":["
                + "{\"RecordId\":\"call-0\"},{\"ErrorCode\":\"ServiceUnavailableException\","
                + "\"ErrorMessage\":\""
                + unavailable
                + "\"}]}");
    assertThat(not.status()).isEqualTo(503);
    assertThat(not.body())
        .isEqualTo(
            "{\"__type\":\"ServiceUnavailableException\",\"message\":\"" + unavailable + "\"}");
  }

  private static String failure(String message) {
    return "{\"ErrorCode\":\"InvalidArgumentException\",\"ErrorMessage\":\"" + message + "\"}";
  }

  private void assertRefused(Answer answer, String type, String message) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry("x-amzn-errortype", type);
    assertThat(answer.body())
        .isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    assertThat(records()).isEmpty();
  }

  private static String object(int size) {
    return "{" + " ".repeat(size - 2) + "}";
  }

  private static String record(String data) {
    return "{\"Data\":\""
        + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8))
        + "\"}";
  }

  private static Answer put(String body) {
    return TestSigner.firehose("PutRecord")
        .with("amz-sdk-invocation-id", "call")
        .post(gateway, body);
  }

  private static Answer batch(String body) {
    return TestSigner.firehose("PutRecordBatch")
        .with("amz-sdk-invocation-id", "call")
        .post(gateway, body);
  }

  private List<LogRecord> records() {
    return LOG.records().subList(before, LOG.records().size());
  }

  private static Event event(LogRecord record) {
    return ((Decoded.Accepted) EventCodec.decode(record.headers(), record.value(), Instant.EPOCH))
        .event();
  }
}
