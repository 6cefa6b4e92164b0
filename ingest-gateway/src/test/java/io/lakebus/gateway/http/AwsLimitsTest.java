// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Limits;
import io.lakebus.gateway.HandClock;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.limit.TestLimits;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of AWS's SDKs of a vendor that has limits. */
class AwsLimitsTest {

  private static final String ENTRY =
      "{\"Source\":\"statsfeed\",\"DetailType\":\"t\",\"Detail\":\"{}\"}";
  private static final String ONE = "{\"Entries\":[" + ENTRY + "]}";
  private static final String THREE = "{\"Entries\":[" + ENTRY + "," + ENTRY + "," + ENTRY + "]}";

  private final HandClock clock = new HandClock(TestGateway.NOW);
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final List<TestGateway> gateways = new ArrayList<>();

  @AfterEach
  void stop() {
    gateways.forEach(TestGateway::close);
  }

  @Test
  void aVendorAtItsLimitIsThrottledWholeAsAwsThrottles() {
    TestGateway gateway = gateway(TestLimits.all(2, 1_000, 100, 3));
    Answer first = putEvents(gateway, THREE);

    Answer throttled = putEvents(gateway, ONE);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.headers())
        .containsEntry(
            "ratelimit-policy",
            "\"events\";q=2;w=1, \"bytes\";q=1000;w=1;qu=\"content-bytes\","
                + " \"day\";q=100;w=86400, \"concurrent\";q=3;qu=\"concurrent-requests\"")
        .containsEntry(
            "ratelimit",
            "\"events\";r=0;t=1, \"bytes\";r="
                + (1_000 - THREE.length())
                + ";t=1, \"day\";r=97;t=57600, \"concurrent\";r=3");
    assertThat(throttled.status()).isEqualTo(400);
    assertThat(throttled.headers())
        .containsEntry("x-amzn-errortype", "ThrottlingException")
        .containsEntry("ratelimit", first.headers().get("ratelimit"))
        .doesNotContainKey("retry-after");
    assertThat(throttled.body())
        .isEqualTo(
            "{\"__type\":\"ThrottlingException\",\"message\":\"the vendor statsfeed may send no"
                + " more than 2 events a second; send it again after 1 s\"}");
    assertThat(log.records()).hasSize(3);
    clock.advance(Duration.ofSeconds(1));
    assertThat(putEvents(gateway, ONE).status()).isEqualTo(200);
  }

  @Test
  void recordsAndTrialsOfPatternsCountToo() {
    TestGateway gateway = gateway(TestLimits.eventsPerSecond(10));

    Answer records =
        TestSigner.firehose("PutRecordBatch")
            .post(
                gateway,
                "{\"DeliveryStreamName\":\"t\",\"Records\":[{\"Data\":\"e30=\"},"
                    + "{\"Data\":\"e30=\"}]}");
    Answer record =
        TestSigner.firehose("PutRecord")
            .post(gateway, "{\"DeliveryStreamName\":\"t\",\"Record\":{\"Data\":\"e30=\"}}");
    Answer trial = TestSigner.events("TestEventPattern").post(gateway, "{}");
    Answer forged = TestSigner.events("PutEvents").secret("guessed").post(gateway, ONE);

    assertThat(List.of(records.status(), record.status(), trial.status(), forged.status()))
        .isEqualTo(List.of(200, 200, 400, 400));
    assertThat(
            List.of(
                records.headers().get("ratelimit"),
                record.headers().get("ratelimit"),
                trial.headers().get("ratelimit")))
        .isEqualTo(List.of("\"events\";r=8;t=1", "\"events\";r=7;t=1", "\"events\";r=6;t=1"));
    assertThat(forged.headers()).doesNotContainKey("ratelimit");
  }

  @Test
  void theLimitsOfBothProtocolsAreTheSame() {
    TestGateway gateway = gateway(TestLimits.eventsPerDay(1));
    gateway.to("/v1/events/t").post("{}");

    Answer throttled = putEvents(gateway, ONE);

    assertThat(throttled.headers()).containsEntry("x-amzn-errortype", "ThrottlingException");
    gateway.awaitMetric("path=\"/\",status=\"400\"");
    assertThat(gateway.metrics())
        .contains(
            "lakebus_gateway_events_rejected_total{code=\"quota-exhausted\",vendor=\"statsfeed\"}"
                + " 1.0");
  }

  private static Answer putEvents(TestGateway gateway, String body) {
    return TestSigner.events("PutEvents").post(gateway, body);
  }

  private TestGateway gateway(Limits limits) {
    TestGateway gateway = TestGateway.start(() -> TestBus.bus(limits), clock, log);
    gateways.add(gateway);
    return gateway;
  }
}
