// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Limits;
import io.lakebus.event.Decoded;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.gateway.HandClock;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.limit.TestLimits;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.FlakyLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Calls of the AWS SDK for Java that is told another endpoint, and nothing else. */
class PutEventsSdkTest {

  private static final PutEventsRequestEntry ENTRY =
      PutEventsRequestEntry.builder()
          .source("statsfeed")
          .detailType("match.score")
          .detail("{\"home\":1,\"név\":\"Ü\"}")
          .time(Instant.parse("2026-11-22T18:30:00.500Z"))
          .resources("arn:aws:s3:::x")
          .eventBusName("sports")
          .traceHeader("Root=1-63441c4a-abcdef012345678912345678")
          .build();

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final FlakyLog flaky = new FlakyLog(log);
  private final TestGateway gateway = TestGateway.start(InstantSource.system(), flaky);
  private final EventBridgeClient client = client(TestBus.ACCESS_KEY, TestBus.SECRET);

  @AfterEach
  void stop() {
    client.close();
    gateway.close();
    // What an answer has told one client of the time, all clients made later begin with.
    SdkGlobalTime.setGlobalTimeOffset(0);
  }

  @Test
  void anEventArrives() {
    PutEventsResponse response = client.putEvents(call -> call.entries(ENTRY));

    assertThat(response.failedEntryCount()).isZero();
    assertThat(response.responseMetadata().requestId()).matches("[0-9a-f-]{36}");
    String id = response.entries().getFirst().eventId();
    assertThat(id).matches("[0-9a-f-]{36}-0");
    assertThat(events())
        .usingRecursiveComparison()
        .ignoringFields("receivedAt")
        .isEqualTo(
            List.of(
                new Event(
                    id,
                    "statsfeed",
                    "match.score",
                    "statsfeed",
                    Instant.parse("2026-11-22T18:30:00.500Z"),
                    Instant.EPOCH,
                    List.of("arn:aws:s3:::x"),
                    Map.of("traceheader", "Root=1-63441c4a-abcdef012345678912345678"),
                    "{\"home\":1,\"név\":\"Ü\"}".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void theResultsAreInTheOrderOfTheEntries() {
    PutEventsResponse response =
        client.putEvents(
            call ->
                call.entries(
                    ENTRY,
                    ENTRY.toBuilder().detail("[]").build(),
                    ENTRY.toBuilder().source("x").build()));

    assertThat(response.failedEntryCount()).isEqualTo(2);
    assertThat(response.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(null, "MalformedDetail", "NotAuthorizedForSourceException");
    assertThat(response.entries().getFirst().eventId()).endsWith("-0");
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void theSdksOwnRetryHasTheIdsOfItsFirstTry() {
    flaky.failAt(1, new AppendResult.Unknown("slow"));

    PutEventsResponse response = client.putEvents(call -> call.entries(ENTRY, ENTRY));

    List<String> ids = response.entries().stream().map(PutEventsResultEntry::eventId).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(events())
        .extracting(Event::id)
        .containsExactly(ids.get(0), ids.get(1), ids.get(0), ids.get(1));
  }

  @Test
  void theSdkRetriesWhenTheLogIsDown() {
    flaky.failAt(0, new AppendResult.NotKept("down"));

    PutEventsResponse response = client.putEvents(call -> call.entries(ENTRY));

    assertThat(response.failedEntryCount()).isZero();
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void theSdkRetriesWhatIsThrottledUnderTheSameIds() {
    HandClock clock = new HandClock(Instant.now());
    InMemoryEventLog other = new InMemoryEventLog();
    List<String> tries = new ArrayList<>();
    ExecutionInterceptor aSecondBetweenTries =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (!tries.isEmpty()) {
              clock.advance(Duration.ofSeconds(1));
            }
            tries.add(
                context.httpRequest().firstMatchingHeader("amz-sdk-invocation-id").orElseThrow());
          }
        };
    Limits oneEventASecond = TestLimits.eventsPerSecond(1);
    try (TestGateway limited = TestGateway.start(() -> TestBus.bus(oneEventASecond), clock, other);
        EventBridgeClient patient =
            builder(TestBus.ACCESS_KEY, TestBus.SECRET, limited.port())
                .overrideConfiguration(
                    config -> config.addExecutionInterceptor(aSecondBetweenTries))
                .build()) {
      patient.putEvents(call -> call.entries(ENTRY, ENTRY));
      PutEventsResponse second = patient.putEvents(call -> call.entries(ENTRY));

      // The first call leaves a debt of one event: the second's first try comes when that is
      // repaid and nothing is left, its retry when there is one again.
      assertThat(tries).hasSize(3);
      assertThat(tries.get(2)).isEqualTo(tries.get(1)).isNotEqualTo(tries.get(0));
      assertThat(second.entries().getFirst().eventId()).isEqualTo(tries.get(1) + "-0");
      assertThat(events(other))
          .extracting(Event::id)
          .containsExactly(tries.get(0) + "-0", tries.get(0) + "-1", tries.get(1) + "-0");
    }
  }

  @Test
  void anSdkWhoseClockIsWrongSetsItRightByTheAnswer() {
    InMemoryEventLog other = new InMemoryEventLog();
    try (TestGateway behind = TestGateway.start(other); // its clock says 2026-11-23
        EventBridgeClient skewed = client(TestBus.ACCESS_KEY, TestBus.SECRET, behind.port())) {
      assertThat(skewed.putEvents(call -> call.entries(ENTRY)).failedEntryCount()).isZero();
    }
    assertThat(other.records()).hasSize(1);
  }

  @Test
  void aWrongSecretIsTheExceptionThatItIsOnAws() {
    try (EventBridgeClient guessing = client(TestBus.ACCESS_KEY, "guessed")) {
      EventBridgeException refused =
          catchThrowableOfType(
              EventBridgeException.class, () -> guessing.putEvents(call -> call.entries(ENTRY)));

      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
      assertThat(refused.awsErrorDetails().errorMessage())
          .startsWith("The request signature we calculated does not match");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.requestId()).matches("[0-9a-f-]{36}");
    }
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aKeyThatNobodyHasIsTheExceptionThatItIsOnAws() {
    try (EventBridgeClient stranger = client("AKIANOBODY0000000000", TestBus.SECRET)) {
      EventBridgeException refused =
          catchThrowableOfType(
              EventBridgeException.class, () -> stranger.putEvents(call -> call.entries(ENTRY)));

      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
    }
  }

  @Test
  void patternsAreTried() {
    String event =
        "{\"id\":\"1\",\"account\":\"a\",\"source\":\"s\",\"time\":\"2026-11-23T08:00:00Z\","
            + "\"region\":\"r\",\"resources\":[],\"detail-type\":\"t\",\"detail\":{}}";

    assertThat(
            client
                .testEventPattern(call -> call.eventPattern("{\"source\":[\"s\"]}").event(event))
                .result())
        .isTrue();
    assertThatThrownBy(
            () ->
                client.testEventPattern(call -> call.eventPattern("{\"source\":[]}").event(event)))
        .isInstanceOf(InvalidEventPatternException.class);
  }

  private EventBridgeClient client(String keyId, String secret) {
    return client(keyId, secret, gateway.port());
  }

  private static EventBridgeClient client(String keyId, String secret, int port) {
    return builder(keyId, secret, port).build();
  }

  private static EventBridgeClientBuilder builder(String keyId, String secret, int port) {
    return EventBridgeClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.EU_NORTH_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)));
  }

  private List<Event> events() {
    return events(log);
  }

  private static List<Event> events(InMemoryEventLog log) {
    return log.records().stream()
        .map(
            record ->
                ((Decoded.Accepted)
                        EventCodec.decode(record.headers(), record.value(), Instant.EPOCH))
                    .event())
        .toList();
  }
}
