// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.event.EventHeader;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.FlakyLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of all calls of AWS's SDKs. */
class AwsCallsTest {

  private static final String ENTRY =
      "{\"Source\":\"statsfeed\",\"DetailType\":\"t\",\"Detail\":\"{}\"}";
  private static final String FAULTY =
      "{\"Source\":\"statsfeed\",\"DetailType\":\"t\",\"Detail\":\"\"}";
  private static final String BODY = "{\"Entries\":[" + ENTRY + "]}";

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final FlakyLog flaky = new FlakyLog(log);
  private final TestGateway gateway = TestGateway.start(flaky);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void onlyPostIsForTheRoot() {
    Answer answer = gateway.to("/").send("GET", BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", "POST");
  }

  @Test
  void aRefusalSaysItsTypeInTheBodyAndInAHeader() {
    Answer answer = signer().secret("guessed").post(gateway, BODY);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers())
        .containsEntry("content-type", "application/x-amz-json-1.1")
        .containsEntry("x-amzn-errortype", "InvalidSignatureException")
        .containsEntry("date", "Mon, 23 Nov 2026 08:00:00 GMT")
        .containsKey("x-amzn-requestid");
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"InvalidSignatureException\",\"message\":\"The request signature we"
                + " calculated does not match the signature you provided. Check your AWS Secret"
                + " Access Key and signing method.\"}");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void whoIsNotKnownIsRefusedAsAwsRefusesThem() {
    Answer unsigned =
        gateway
            .to("/")
            .without("Authorization")
            .with("Content-Type", "application/x-amz-json-1.1")
            .with("X-Amz-Target", "AWSEvents.PutEvents")
            .post(BODY);

    assertRefused(unsigned, "MissingAuthenticationTokenException", "Missing Authentication Token");
    assertRefused(
        signer().unsigned("authorization", "Bearer " + TestBus.KEY).post(gateway, BODY),
        "IncompleteSignatureException",
        "Authorization does not begin with 'AWS4-HMAC-SHA256'");
    assertRefused(
        signer().key("AKIANOBODY0000000000").post(gateway, BODY),
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
    assertRefused(
        signer().key(TestBus.EXPIRED_ACCESS_KEY).post(gateway, BODY),
        "ExpiredTokenException",
        "the access key has expired; ask for a new one");
  }

  @Test
  void anOperationThatIsNotHereIsRefused() {
    assertRefused(
        TestSigner.events("PutRule").post(gateway, BODY),
        "UnknownOperationException",
        "X-Amz-Target is none of AWSEvents.PutEvents, AWSEvents.TestEventPattern,"
            + " Firehose_20150804.PutRecord, Firehose_20150804.PutRecordBatch");
    assertRefused(
        gateway.to("/").post(BODY),
        "UnknownOperationException",
        "X-Amz-Target is none of AWSEvents.PutEvents, AWSEvents.TestEventPattern,"
            + " Firehose_20150804.PutRecord, Firehose_20150804.PutRecordBatch");
  }

  @Test
  void aBodyIsPlainAndOfAwssType() {
    assertRefused(
        signer().with("content-type", "application/json").post(gateway, BODY),
        "SerializationException",
        "'application/json'; understood are application/x-amz-json-1.1");
    assertRefused(
        signer().unsigned("content-encoding", "gzip").post(gateway, BODY),
        "SerializationException",
        "the body of such a call is not compressed");
    assertRefused(
        signer().unsigned("content-encoding", "aws-chunked").post(gateway, BODY),
        "SerializationException",
        "the body of such a call is not compressed");
  }

  @Test
  void aBodyHasAtMostSixMebibytes() {
    String most = BODY + " ".repeat((6 << 20) - BODY.length());

    assertRefused(
        signer().post(gateway, most + " "),
        "ValidationException",
        "the body has more than 6291456 bytes, which is the most");
    assertThat(signer().post(gateway, most).status()).isEqualTo(200);
  }

  @Test
  void aBodyThatDoesNotComeIsAskedForAgain() throws IOException {
    StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nContent-Length: 100\r\n");
    signer()
        .sign("h", new byte[0])
        .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    try (TestGateway impatient = TestGateway.start((EventLog) log, "http.idle-timeout=1s");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
      socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408 ")
          .contains("{\"__type\":\"RequestTimeoutException\",\"message\":");
    }
  }

  @Test
  void aGatewayThatIsFullAsksForASlowerPace() {
    try (TestGateway small = TestGateway.start(log, "body.max-in-flight=10B")) {
      Answer answer = signer().post(small, BODY);

      assertRefused(
          answer, "ThrottlingException", "the body is not accepted; send it again a little later");
    }
  }

  @Test
  void whoIsNotKnownYetLeavesRoomForOthers() throws IOException {
    try (TestGateway small = TestGateway.start((EventLog) log, "body.max-in-flight=128KiB");
        Socket first = beginsToSend(small, "AKIAMADEUP0000000001", 59_000)) {
      small.awaitMetric(" 60000.0\n");

      try (Socket second = beginsToSend(small, "AKIAMADEUP0000000002", 0)) {
        assertThat(new String(second.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
            .isEqualTo("HTTP/1.1 400");
      }
      assertThat(small.to("/v1/events/t").post("{\"a\":\"" + "x".repeat(60_000) + "\"}").status())
          .isEqualTo(202);
      assertThat(first.isClosed()).isFalse();
    }
  }

  /** Sends the head of a call of 60,000 bytes, and so much of its body. */
  private static Socket beginsToSend(TestGateway gateway, String keyId, int bytes)
      throws IOException {
    StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nContent-Length: 60000\r\n");
    signer()
        .key(keyId)
        .sign("h", new byte[0])
        .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(new byte[bytes]);
    return socket;
  }

  @Test
  void aLogThatIsDownFailsTheCallSoThatTheSdkRepeatsItByItself() {
    flaky.failAt(0, new AppendResult.NotKept("down"));

    Answer answer = signer().post(gateway, "{\"Entries\":[" + FAULTY + "," + ENTRY + "]}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("x-amzn-errortype", "ServiceUnavailableException");
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"ServiceUnavailableException\",\"message\":\"the event is not accepted;"
                + " send it again a little later\"}");
  }

  @Test
  void anEntryThatTheLogDoesNotTakeBesideOthersIsToBeSentAgainAlone() {
    flaky.failAt(1, new AppendResult.NotKept("slow"));

    Answer answer = signer().post(gateway, "{\"Entries\":[" + ENTRY + "," + ENTRY + "]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"call-0\"},"
                + "{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"the event is not"
                + " accepted; send it again a little later\"}]}");
  }

  @Test
  void anEntryWhoseFateIsNotKnownFailsTheCallAndTheRepeatHasTheSameIds() {
    flaky.failAt(1, new AppendResult.Unknown("slow"));
    String body = "{\"Entries\":[" + ENTRY + "," + ENTRY + "]}";

    Answer first = signer().post(gateway, body);
    Answer second = signer().post(gateway, body);

    assertThat(first.status()).isEqualTo(500);
    assertThat(first.body())
        .isEqualTo(
            "{\"__type\":\"InternalFailure\",\"message\":\"the event may have been accepted or not;"
                + " send it again with the same id\"}");
    assertThat(second.status()).isEqualTo(200);
    assertThat(log.records())
        .extracting(AwsCallsTest::id)
        .containsExactly("call-0", "call-1", "call-0", "call-1");
  }

  @Test
  void anEntryThatIsTooLargeForTheLogIsNotToBeSentAgain() {
    flaky.failAt(0, new AppendResult.TooLarge("large"));

    assertThat(signer().post(gateway, BODY).body())
        .isEqualTo(
            "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InvalidArgument\","
                + "\"ErrorMessage\":\"the log does not take an event of this size\"}]}");
  }

  @Test
  void theMetricsSayWhatHappened() {
    signer().post(gateway, "{\"Entries\":[" + ENTRY + "," + ENTRY + "," + FAULTY + "]}");
    signer().post(gateway, "{}");
    signer().secret("guessed").post(gateway, BODY);

    // A request is counted when its answer is on its way.
    gateway.awaitMetric("path=\"/\",status=\"400\",vendor=\"unknown\"");
    assertThat(gateway.metrics().lines())
        .contains(
            "lakebus_gateway_events_accepted_total{vendor=\"statsfeed\"} 2.0",
            "lakebus_gateway_events_rejected_total{code=\"malformed-detail\",vendor=\"statsfeed\"} 1.0",
            "lakebus_gateway_events_rejected_total{code=\"invalid-call\",vendor=\"statsfeed\"} 1.0",
            "lakebus_gateway_events_rejected_total{code=\"invalid-signature\",vendor=\"unknown\"} 1.0",
            "lakebus_gateway_requests_total{path=\"/\",status=\"200\",vendor=\"statsfeed\"} 1.0",
            "lakebus_gateway_requests_total{path=\"/\",status=\"400\",vendor=\"statsfeed\"} 1.0",
            "lakebus_gateway_requests_total{path=\"/\",status=\"400\",vendor=\"unknown\"} 1.0");
  }

  private static TestSigner signer() {
    return TestSigner.events("PutEvents").with("amz-sdk-invocation-id", "call");
  }

  private void assertRefused(Answer answer, String type, String message) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry("x-amzn-errortype", type);
    assertThat(answer.body())
        .isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    assertThat(log.records()).isEmpty();
  }

  private static String id(InMemoryEventLog.LogRecord record) {
    for (EventHeader header : record.headers()) {
      if (header.name().equals("ce_id")) {
        return new String(header.value(), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError("an event has an id");
  }
}
