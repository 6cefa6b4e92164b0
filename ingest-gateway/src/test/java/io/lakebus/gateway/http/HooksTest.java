// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Bus;
import io.lakebus.event.EventHeader;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.hook.TestSender;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a webhook. */
class HooksTest {

  private static final Instant NOW = TestGateway.NOW;

  private InMemoryEventLog log = new InMemoryEventLog();
  private TestGateway gateway = start(TestHooks.bus());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aStandardWebhookIsAnEventUnderItsOwnId() {
    String body = "{\"type\": \"invoice.paid\",\n \"data\": {\"amount\": 10.50}}";

    Answer answer =
        post("standard", TestSender.standard(TestHooks.STANDARD, "msg_1", NOW, body), body);

    assertThat(List.of(answer.status(), answer.body()))
        .isEqualTo(
            List.of(
                202, "{\"accepted\":1,\"events\":[{\"id\":\"msg_1\",\"status\":\"accepted\"}]}"));
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    LogRecord record = log.records().getFirst();
    assertThat(text(record.value())).isEqualTo(body);
    assertThat(text(record.key())).isEqualTo("4:shop4:shopmsg_1");
    assertThat(headers(record))
        .isEqualTo(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "msg_1",
                "ce_source", "shop",
                "ce_type", "invoice.paid",
                "ce_time", "2026-11-23T08:00:00.123Z",
                "content-type", "application/json",
                "ce_vendor", "shop",
                "ce_receivedtime", "2026-11-23T08:00:00.123Z"));
  }

  @Test
  void eachSchemeSaysWhereTypeAndIdAre() {
    String order = "{\"order\":{\"number\":1234567890123456789012}}";
    String charge = "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\"}";
    String message =
        "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\"}}";
    String limited = "{\"type\":\"app_rate_limited\",\"event\":{\"type\":null},\"event_id\":null}";
    String push = "{\"zen\":\"Keep it logically awesome.\"}";

    accept(
        "github", with(TestSender.github(TestHooks.GITHUB, push), "X-GitHub-Event", "push"), push);
    accept("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, charge), charge);
    accept(
        "shopify",
        with(TestSender.shopify(TestHooks.SHOPIFY, order), "X-Shopify-Topic", "orders/create"),
        order);
    accept("slack", TestSender.slack(TestHooks.SLACK, NOW, message), message);
    accept("slack", TestSender.slack(TestHooks.SLACK, NOW, limited), limited);
    accept("body", body(order), order);
    accept("timed", TestSender.timed(TestHooks.HMAC, NOW, charge), "X-Kind", "paid", charge);
    accept("timed", TestSender.timed(TestHooks.HMAC, NOW, "{\"kind\":7}"), "{\"kind\":7}");

    String seconds = Long.toString(NOW.getEpochSecond());
    assertThat(log.records().stream().map(HooksTest::key))
        .containsExactly(
            List.of("shop.github", "push", sha256(push)),
            List.of("shop", "charge.succeeded", "evt_1"),
            List.of("shop", "orders/create", sha256(order)),
            List.of("shop", "message", "Ev1"),
            List.of("shop", "app_rate_limited", sha256("v0:" + seconds + ":" + limited)),
            List.of("shop", "order", "1234567890123456789012"),
            List.of("shop", "paid", sha256(seconds + "." + charge)),
            List.of("shop", "7", sha256(seconds + ".{\"kind\":7}")));
  }

  @Test
  void aWebhookThatIsCaughtAndSentAgainUnderAnotherUnsignedHeaderHasTheSameId() {
    String push = "{\"ref\":\"main\"}";
    Map<String, String> signed = TestSender.github(TestHooks.GITHUB, push);
    for (String delivery : List.of("1", "2")) {
      Map<String, String> headers = with(signed, "X-GitHub-Delivery", delivery);
      headers.put("X-GitHub-Event", "push");
      headers.put("Idempotency-Key", "k" + delivery);
      headers.put("webhook-id", "w" + delivery);
      accept("github", headers, push);
    }
    String order = "{\"id\":1}";
    for (String id : List.of("1", "2")) {
      Map<String, String> headers =
          with(TestSender.shopify(TestHooks.SHOPIFY, order), "X-Shopify-Webhook-Id", id);
      headers.put("X-Shopify-Topic", "orders/create");
      accept("shopify", headers, order);
    }

    assertThat(log.records().stream().map(HooksTest::key))
        .containsExactly(
            List.of("shop.github", "push", sha256(push)),
            List.of("shop.github", "push", sha256(push)),
            List.of("shop", "orders/create", sha256(order)),
            List.of("shop", "orders/create", sha256(order)));
  }

  @Test
  void whatIsNotSignedRightlyIsRefused() {
    String body = "{\"type\":\"t\"}";
    Map<String, String> signed = TestSender.standard(TestHooks.STANDARD, "m", NOW, body);

    assertProblem(
        post("standard", signed, body + " "),
        401,
        "invalid-signature",
        "the signature is not that of this body with a secret of this hook");
    assertProblem(
        post(
            "standard",
            TestSender.standard(TestHooks.STANDARD, "m", NOW.minusSeconds(301), body),
            body),
        401,
        "invalid-signature",
        "the request was signed more than 300 s before or after the gateway's time");
    Answer unsigned = post("standard", Map.of(), body);
    assertProblem(unsigned, 401, "incomplete-signature", "the header webhook-id is missing");
    assertThat(unsigned.headers()).containsEntry("www-authenticate", "Signature");
    assertProblem(post("other", signed, body), 404, "not-found", "there is no hook of this name");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void anApiKeyIsNoSignature() {
    assertProblem(
        gateway.to("/v1/hooks/github").with("X-GitHub-Event", "push").post("{}"),
        401,
        "incomplete-signature",
        "the header X-Hub-Signature-256 is missing");
  }

  @Test
  void aChallengeOfSlacksIsAnsweredAndNoEvent() {
    String body = "{\"token\":\"t\",\"challenge\":\"3eZ<\\\"brw1\",\"type\":\"url_verification\"}";

    Answer answer = post("slack", TestSender.slack(TestHooks.SLACK, NOW, body), body);

    assertThat(List.of(answer.status(), answer.body()))
        .isEqualTo(List.of(200, "{\"challenge\":\"3eZ<\\\"brw1\"}"));
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertProblem(
        post("slack", TestSender.slack("another", NOW, body), body),
        401,
        "invalid-signature",
        "the signature is not that of this body with a secret of this hook");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void onlySlackSendsChallenges() {
    String body = "{\"challenge\":\"c\",\"type\":\"url_verification\"}";
    String mention = "{\"type\":\"event_callback\",\"challenge\":\"url_verification\"}";

    accept("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, body), body);
    accept("slack", TestSender.slack(TestHooks.SLACK, NOW, mention), mention);

    assertThat(log.records()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "application/x-www-form-urlencoded | 'application/x-www-form-urlencoded'; choose"
            + " application/json as the content type where the webhook is set up",
        "text/plain | 'text/plain'; the data of an event are JSON here",
        "application/json; charset=latin1 | the charset is not utf-8, which JSON is sent in"
      })
  void aBodyIsJson(String contentType, String detail) {
    String body = "payload=%7B%7D";

    assertProblem(
        gateway
            .to("/v1/hooks/github")
            .with(
                "X-Hub-Signature-256",
                TestSender.github(TestHooks.GITHUB, body).get("X-Hub-Signature-256"))
            .with("Content-Type", contentType)
            .post(body),
        415,
        "unsupported-media-type",
        detail);
  }

  @Test
  void aBodyComesAsItWasSigned() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    Map<String, String> signed = TestSender.github(TestHooks.GITHUB, "{}");
    TestGateway.Call call = gateway.to("/v1/hooks/github").with("Content-Encoding", "gzip");
    signed.forEach(call::with);

    assertProblem(
        call.post(compressed.toByteArray()),
        415,
        "unsupported-encoding",
        "the body of such a call is not compressed");
  }

  @Test
  void aBodyIsOneObject() {
    for (String body : List.of("[{}]", "7")) {
      Answer answer = post("github", TestSender.github(TestHooks.GITHUB, body), body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"not-an-event\"").contains("\"column\":1");
    }
    String twice = "{\"a\":1,\n\"a\":2}";
    Answer answer = post("github", TestSender.github(TestHooks.GITHUB, twice), twice);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"duplicate-key\"").contains("\"line\":2");
    assertProblem(
        post("github", TestSender.github(TestHooks.GITHUB, ""), ""),
        400,
        "empty-body",
        "the body has no event");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aTypeOrIdThatIsMissingOrUnfitIsNamed() {
    String none = "{\"data\":{}}";
    String unfit = "{\"type\":{},\"id\":\"\"}";
    String long256 = "{\"type\":\"t\",\"id\":\"" + "x".repeat(257) + "\"}";

    assertInvalid(
        post("slack", TestSender.slack(TestHooks.SLACK, NOW, none), none),
        "{\"detail\":\"the type is missing, which is to be in $.event.type or $.type\"}");
    assertInvalid(
        post("github", TestSender.github(TestHooks.GITHUB, none), none),
        "{\"detail\":\"the type is missing, which is to be in the header X-GitHub-Event\"}");
    assertInvalid(
        post("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, unfit), unfit),
        "{\"detail\":\"$.type is neither a string nor an integer\",\"pointer\":\"#/type\"},"
            + "{\"detail\":\"$.id is empty\",\"pointer\":\"#/id\"}");
    assertInvalid(
        post("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, long256), long256),
        "{\"detail\":\"$.id is longer than 256 characters\",\"pointer\":\"#/id\"}");
    assertInvalid(
        post("github", with(TestSender.github(TestHooks.GITHUB, none), "X-GitHub-Event", ""), none),
        "{\"detail\":\"the header X-GitHub-Event is empty\"}");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void anEventIsAsLargeAsElsewhere() {
    String fits = "{\"type\":\"t\",\"a\":\"" + "x".repeat((1 << 20) - 19) + "\"}";
    String over = fits.replace("\"a\"", "\"ab\"");

    assertThat(fits.length()).isEqualTo(1 << 20);
    accept("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, fits), fits);
    Answer answer = post("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, over), over);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("\"code\":\"event-too-large\"");
  }

  @Test
  void theVendorsTypesHold() {
    restart(TestHooks.ofOrders());
    String body = "{\"type\":\"charge\"}";

    assertProblem(
        post("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, body), body),
        403,
        "type-not-allowed",
        "the vendor shop may not send this detail-type");
  }

  @Test
  void theContractOfItsTypeHolds() {
    restart(TestHooks.ofContract());
    String body = "{\"type\":\"charge\",\"amount\":0}";

    Answer answer = post("stripe", TestSender.stripe(TestHooks.STRIPE, NOW, body), body);

    assertProblem(answer, 422, "contract-violated", "must have a minimum value of 1");
    assertThat(answer.body())
        .contains(
            "\"errors\":[{\"detail\":\"must have a minimum value of 1\",\"pointer\":\"#/amount\"}]");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aVendorThatIsSuspendedSendsNothing() {
    restart(TestHooks.suspended());

    assertProblem(
        post("body", body("{}"), "{}"),
        403,
        "vendor-suspended",
        "the vendor shop is suspended; ask who runs this bus");
  }

  @Test
  void onlyWhatAVendorHasSignedIsChargedToIt() {
    restart(TestHooks.withLimits("{ events-per-second: 1, bytes-per-second: 10 }"));

    Answer forged = post("body", body("{}"), "{\"forged\": true}");
    Answer first = post("body", body("{}"), "{}");
    Answer second = post("body", body("{}"), "{}");

    assertThat(forged.headers()).doesNotContainKey("ratelimit");
    assertThat(List.of(forged.status(), first.status(), second.status()))
        .isEqualTo(List.of(401, 202, 429));
    assertThat(first.headers()).containsEntry("ratelimit", "\"events\";r=0;t=1, \"bytes\";r=8;t=1");
    assertThat(second.body()).contains("\"code\":\"rate-limited\"");
  }

  @Test
  void aLogThatIsDownIsAReasonToTryAgain() {
    log.goDown();

    Answer answer = post("body", body("{}"), "{}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
  }

  @Test
  void aSenderThatAsksFirstMaySend() {
    Answer answer =
        gateway
            .to("/v1/hooks/github")
            .with("WebHook-Request-Origin", "example.com")
            .send("OPTIONS", HttpRequest.BodyPublishers.noBody());

    assertThat(answer.headers()).containsEntry("webhook-allowed-origin", "example.com");
  }

  @Test
  void metricsCountByPathAndVendor() {
    accept("body", body("{}"), "{}");
    post("body", body("{}"), "{} ");

    gateway.awaitMetric("/v1/hooks/{name}", "shop");
    gateway.awaitMetric("invalid-signature", "unknown");
  }

  private void restart(Bus bus) {
    gateway.close();
    log = new InMemoryEventLog();
    gateway = start(bus);
  }

  private TestGateway start(Bus bus) {
    return TestGateway.start(() -> bus, TestHooks.secrets(), InstantSource.fixed(NOW), log);
  }

  private Answer post(String hook, Map<String, String> headers, String body) {
    TestGateway.Call call = gateway.to("/v1/hooks/" + hook).without("Authorization");
    headers.forEach(call::with);
    return call.post(body);
  }

  private void accept(String hook, Map<String, String> headers, String body) {
    assertThat(post(hook, headers, body).status()).isEqualTo(202);
  }

  private void accept(
      String hook, Map<String, String> headers, String name, String value, String body) {
    accept(hook, with(headers, name, value), body);
  }

  private static Map<String, String> body(String body) {
    return Map.of(
        "X-Signature", TestSender.base64(TestSender.hmac("HmacSHA512", TestHooks.HMAC, body)));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return more;
  }

  private static void assertProblem(Answer answer, int status, String code, String detail) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.body())
        .contains(
            "\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\",".formatted(status, code, detail));
  }

  private static void assertInvalid(Answer answer, String errors) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"code\":\"invalid-event\"")
        .contains("\"errors\":[" + errors + "]");
  }

  /** Source, type and id. */
  private static List<String> key(LogRecord record) {
    Map<String, String> headers = headers(record);
    return List.of(headers.get("ce_source"), headers.get("ce_type"), headers.get("ce_id"));
  }

  private static Map<String, String> headers(LogRecord record) {
    Map<String, String> headers = new HashMap<>();
    for (EventHeader header : record.headers()) {
      headers.put(header.name(), text(header.value()));
    }
    return headers;
  }

  private static String sha256(String text) {
    return TestBus.sha256(text);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
