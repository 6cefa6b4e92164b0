// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.event.Decoded;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.hook.TestSender;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the table of docs/dedup-key.md: what the dedup key is made of, for each way in. */
class DedupKeysTest {

  private static final Instant NOW = TestGateway.NOW;
  private static final String BODY =
      "{\"id\":\"evt_1\",\"type\":\"t\",\"event_id\":\"Ev1\",\"kind\":\"t\"}";
  private static final String ENTRY =
      "{\"Source\":\"statsfeed.live\",\"DetailType\":\"t\",\"Detail\":\"{}\"}";

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TestGateway gateway = TestGateway.start(log);
  private final TestGateway hooks =
      TestGateway.start(TestHooks::bus, TestHooks.secrets(), InstantSource.fixed(NOW), log);

  @AfterEach
  void stop() {
    gateway.close();
    hooks.close();
  }

  @Test
  void anEventObjectHasItsOwnId() {
    gateway.to("/v1/events").post("{\"id\":\"i\",\"detail-type\":\"t\",\"detail\":{}}");
    assertKey("statsfeed statsfeed i");
    gateway
        .to("/v1/events")
        .with("Idempotency-Key", "k")
        .post("{\"id\":\"i\",\"source\":\"statsfeed.live\",\"detail-type\":\"t\",\"detail\":{}}");
    assertKey("statsfeed statsfeed.live i");
  }

  @Test
  void elseTheIdempotencyKeyIsItsId() {
    gateway
        .to("/v1/events")
        .with("Idempotency-Key", "\"k\"")
        .post("{\"source\":\"statsfeed.live\",\"detail-type\":\"t\",\"detail\":{}}");
    assertKey("statsfeed statsfeed.live k");
    gateway.to("/v1/events/t").with("Idempotency-Key", "k").post("{}");
    assertKey("statsfeed statsfeed k");
  }

  @Test
  void elseEachHasANewOne() {
    gateway.to("/v1/events/t").post("{}");
    String first = key();
    gateway.to("/v1/events/t").post("{}");

    assertThat(key()).isNotEqualTo(first);
    assertThat(TestGateway.normal(first)).isEqualTo("statsfeed statsfeed <uuid>");
  }

  @Test
  void aCloudEventHasItsSourceAndId() {
    gateway
        .to("/v1/events")
        .with("Content-Type", "application/cloudevents+json")
        .with("Idempotency-Key", "k")
        .post(
            "{\"specversion\":\"1.0\",\"id\":\"c\",\"source\":\"statsfeed.live\",\"type\":\"t\"}");
    assertKey("statsfeed statsfeed.live c");
  }

  @Test
  void anAwsCallsEventsHaveItsInvocationIdAndTheirPosition() {
    TestSigner.events("PutEvents")
        .unsigned("amz-sdk-invocation-id", "call")
        .post(gateway, "{\"Entries\":[" + ENTRY + "," + ENTRY + "]}");
    assertKey("statsfeed statsfeed.live call-1");
    TestSigner.firehose("PutRecordBatch")
        .unsigned("amz-sdk-invocation-id", "batch")
        .post(gateway, "{\"DeliveryStreamName\":\"t\",\"Records\":[{\"Data\":\"e30=\"}]}");
    assertKey("statsfeed statsfeed batch-0");
  }

  @Test
  void aWebhooksIdIsSignedOrAHashOfWhatIs() {
    String seconds = Long.toString(NOW.getEpochSecond());

    send("standard", TestSender.standard(TestHooks.STANDARD, "msg_1", NOW, BODY));
    assertKey("shop shop msg_1");
    send("standard", TestSender.standard(TestHooks.STANDARD, "msg_1", NOW.plusSeconds(9), BODY));
    assertKey("shop shop msg_1");
    send("stripe", TestSender.stripe(TestHooks.STRIPE, NOW.plusSeconds(9), BODY));
    assertKey("shop shop evt_1");
    send("slack", TestSender.slack(TestHooks.SLACK, NOW.plusSeconds(9), BODY));
    assertKey("shop shop Ev1");
    send("github", TestSender.github(TestHooks.GITHUB, BODY));
    assertKey("shop shop.github " + TestBus.sha256(BODY));
    send("shopify", TestSender.shopify(TestHooks.SHOPIFY, BODY));
    assertKey("shop shop " + TestBus.sha256(BODY));
    send("timed", TestSender.timed(TestHooks.HMAC, NOW, BODY));
    assertKey("shop shop " + TestBus.sha256(seconds + "." + BODY));
  }

  private void send(String hook, Map<String, String> signed) {
    TestGateway.Call call =
        hooks
            .to("/v1/hooks/" + hook)
            .with("Idempotency-Key", "k")
            .with("X-GitHub-Event", "t")
            .with("X-Shopify-Topic", "t");
    signed.forEach(call::with);
    assertThat(call.post(BODY).status()).isEqualTo(202);
  }

  private void assertKey(String expected) {
    assertThat(key()).isEqualTo(expected);
  }

  /** Vendor, source and id of the event that came last. */
  private String key() {
    LogRecord record = log.records().getLast();
    Event event =
        ((Decoded.Accepted) EventCodec.decode(record.headers(), record.value(), NOW)).event();
    return event.vendor() + " " + event.source() + " " + event.id();
  }
}
