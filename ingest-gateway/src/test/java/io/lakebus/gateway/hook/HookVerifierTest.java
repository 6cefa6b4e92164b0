// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.Bus;
import io.lakebus.bus.SecretRef;
import io.lakebus.config.ConfigException;
import io.lakebus.gateway.HandClock;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.secret.InMemorySecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class HookVerifierTest {

  private static final String WRONG =
      "the signature is not that of this body with a secret of this hook";
  private static final String BODY = "{\"type\":\"order.created\",\"id\":\"1\"}";

  /** When Standard Webhooks' example is signed. */
  private static final Instant EXAMPLE = Instant.ofEpochSecond(1614265330);

  private final HandClock clock = new HandClock(EXAMPLE);
  private final HookVerifier verifier =
      new HookVerifier(TestHooks::bus, TestHooks.secrets(), clock);

  @Test
  void theExampleOfGitHubsDocumentationIsSigned() {
    assertSigned(
        "github",
        Map.of(
            "x-hub-signature-256",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
        "Hello, World!");
  }

  @Test
  void theExampleOfStandardWebhooksTestsIsSigned() {
    assertSigned(
        "standard",
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        "{\"test\": 2432232314}");
  }

  @Test
  void theExampleOfSlacksDocumentationIsSigned() {
    clock.advance(Duration.between(EXAMPLE, Instant.ofEpochSecond(1531420618)));

    assertSigned(
        "slack",
        Map.of(
            "X-Slack-Request-Timestamp",
            "1531420618",
            "X-Slack-Signature",
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");
  }

  /** Stripe and Shopify publish no example with its secret: these are made with openssl. */
  @Test
  void whatOpensslSignsAsStripeAndShopifyDoIsSigned() {
    assertSigned(
        "shopify",
        Map.of("X-Shopify-Hmac-Sha256", "plW8VGqq0nDMIEhDqaNNW99asdUCy7EIqLZVcQwtAZ0="),
        "{\"id\":1}");
    clock.advance(Duration.between(EXAMPLE, Instant.ofEpochSecond(1492774577)));
    assertSigned(
        "stripe",
        Map.of(
            "Stripe-Signature",
            "t=1492774577,v1=70795e7264b6c95cb086783e75fc8bcb7afc7cf0e44af0ff577bed8379511b72,"
                + "v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39"),
        "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\"}");
  }

  /** RFC 8032, section 7.1, test 3: the message is af82. */
  @Test
  void anEd25519KeyIsItsThirtyTwoBytes() {
    HookKey key =
        HookKey.Public.of(hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"));
    byte[] signature =
        hex(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");

    assertThat(key.signed(offer(SignedRequest.Kind.PRIVATE, signature), hex("82"))).isTrue();
    assertThat(key.signed(offer(SignedRequest.Kind.PRIVATE, signature), hex("83"))).isFalse();
    assertThat(key.signed(offer(SignedRequest.Kind.SHARED, signature), hex("82"))).isFalse();
    assertThat(key.signed(offer(SignedRequest.Kind.PRIVATE, hex("00")), hex("82"))).isFalse();
  }

  @Test
  void aSenderMaySignWithAPrivateKey() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    HookVerifier asymmetric =
        verifier(
            "whpk_" + TestSender.base64(Arrays.copyOfRange(encoded, 12, 44)), TestHooks.STANDARD);
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(("msg_1.1614265330." + BODY).getBytes(StandardCharsets.UTF_8));
    String signature = TestSender.base64(signer.sign());
    Map<String, String> headers =
        Map.of(
            "webhook-id",
            "msg_1",
            "webhook-timestamp",
            "1614265330",
            "webhook-signature",
            "v1,AAAA v1a," + signature);

    assertThat(refusal(asymmetric, "standard", headers, BODY)).isEmpty();
    assertThat(refusal(asymmetric, "standard", headers, BODY + " "))
        .contains(Problem.of(ProblemCode.INVALID_SIGNATURE, WRONG));
    Map<String, String> asIfShared = new HashMap<>(headers);
    asIfShared.put("webhook-signature", "v1," + signature);
    assertThat(refusal(asymmetric, "standard", asIfShared, BODY))
        .contains(Problem.of(ProblemCode.INVALID_SIGNATURE, WRONG));
  }

  /** The secret would be known to all who have the public key, if one could stand for the other. */
  @Test
  void aPublicKeyIsNoSecret() throws GeneralSecurityException {
    byte[] encoded =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    String base64 = TestSender.base64(Arrays.copyOfRange(encoded, 12, 44));

    assertThat(
            refusal(
                verifier("whpk_" + base64, "whpk_" + base64),
                "standard",
                TestSender.standard("whsec_" + base64, "m", EXAMPLE, BODY),
                BODY))
        .contains(Problem.of(ProblemCode.INVALID_SIGNATURE, WRONG));
  }

  @Test
  void anyOfTheSecretsAndAnyOfTheSignaturesWillDo() {
    assertSigned("standard", TestSender.standard(TestHooks.STANDARD, "m", EXAMPLE, BODY), BODY);
    assertSigned("standard", TestSender.standard(TestHooks.OLD_STANDARD, "m", EXAMPLE, BODY), BODY);
    Map<String, String> rotated =
        new HashMap<>(TestSender.standard(TestHooks.STANDARD, "m", EXAMPLE, BODY));
    rotated.computeIfPresent(
        "webhook-signature", (name, good) -> "v1,AAAA v2,AAAA " + good + " v1,BBBB v1,%%");
    assertSigned("standard", rotated, BODY);
    Map<String, String> stripe = new HashMap<>(TestSender.stripe(TestHooks.STRIPE, EXAMPLE, BODY));
    stripe.computeIfPresent("Stripe-Signature", (name, good) -> "v1=00, " + good + ",v1=zz");
    assertSigned("stripe", stripe, BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "standard, 300, -300, 301",
    "stripe, 300, -300, -301",
    "slack, 300, -300, 301",
    "timed, 30, -30, -31"
  })
  void aSignedTimeIsWithinTheTolerance(String hook, long late, long early, long beyond) {
    String secret = hook.equals("timed") ? TestHooks.HMAC : "";
    for (long seconds : List.of(late, early)) {
      assertSigned(hook, sign(hook, secret, EXAMPLE.minusSeconds(seconds)), BODY);
    }
    assertThat(refusal(verifier, hook, sign(hook, secret, EXAMPLE.minusSeconds(beyond)), BODY))
        .contains(
            Problem.of(
                ProblemCode.INVALID_SIGNATURE,
                "the request was signed more than "
                    + late
                    + " s before or after the gateway's time"));
  }

  @ParameterizedTest
  @CsvSource({"standard", "github", "stripe", "shopify", "slack", "body", "timed"})
  void anotherBodyAnotherTimeAndAnotherSecretAreNotSigned(String hook) {
    Map<String, String> headers = sign(hook, "", EXAMPLE);

    assertSigned(hook, headers, BODY);
    assertRefused(hook, headers, BODY.replace('1', '2'));
    assertRefused(hook, headers, BODY + "\n");
    assertRefused(hook, headers, "");
    assertRefused(hook, sign(hook, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", EXAMPLE), BODY);
    Map<String, String> later = new HashMap<>(headers);
    later.replaceAll((name, value) -> value.replace("1614265330", "1614265331"));
    if (!later.equals(headers)) {
      assertRefused(hook, later, BODY);
    }
  }

  @Test
  void theIdIsSignedWhereItsSchemeHasOne() {
    Map<String, String> headers =
        new HashMap<>(TestSender.standard(TestHooks.STANDARD, "msg_1", EXAMPLE, BODY));
    headers.put("webhook-id", "msg_2");

    assertRefused("standard", headers, BODY);
  }

  /** The same bytes are signed; who could choose where the id ends would have two webhooks. */
  @Test
  void anIdWithAFullStopCannotEndElsewhere() {
    Map<String, String> headers =
        new HashMap<>(
            TestSender.standard(TestHooks.STANDARD, "m", EXAMPLE, "1614265330.{\"a\":1}"));
    headers.put("webhook-id", "m.1614265330");

    assertThat(refusal(verifier, "standard", headers, "{\"a\":1}"))
        .contains(
            incomplete("webhook-id has not 1 to 256 visible ASCII characters without a full stop"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "standard | webhook-id        | | the header webhook-id is missing",
        "standard | webhook-timestamp | | the header webhook-timestamp is missing",
        "standard | webhook-signature | | the header webhook-signature is missing",
        "standard | webhook-timestamp | now | the time in webhook-timestamp is not in seconds since 1970",
        "standard | webhook-timestamp | -1 | the time in webhook-timestamp is not in seconds since 1970",
        "standard | webhook-timestamp | 1614265330000 | the time in webhook-timestamp is not in seconds since 1970",
        "standard | webhook-signature | v2,AAAA | webhook-signature has no signature 'v1,' or 'v1a,' and base64",
        "standard | webhook-signature | v1,%% | webhook-signature has no signature 'v1,' or 'v1a,' and base64",
        "github   | X-Hub-Signature-256 | | the header X-Hub-Signature-256 is missing",
        "github   | X-Hub-Signature-256 | sha1=00 | X-Hub-Signature-256 is not 'sha256=' and hexadecimal digits",
        "github   | X-Hub-Signature-256 | sha256=0 | X-Hub-Signature-256 is not 'sha256=' and hexadecimal digits",
        "shopify  | X-Shopify-Hmac-SHA256 | %% | X-Shopify-Hmac-SHA256 is not base64",
        "stripe   | Stripe-Signature | | the header Stripe-Signature is missing",
        "stripe   | Stripe-Signature | v1=00 | Stripe-Signature has not both 't=' and 'v1=' with hexadecimal digits",
        "stripe   | Stripe-Signature | t=1614265330,v0=00 | Stripe-Signature has not both 't=' and 'v1=' with hexadecimal digits",
        "stripe   | Stripe-Signature | 't=,v1=00' | the time in Stripe-Signature is not in seconds since 1970",
        "slack    | X-Slack-Signature | | the header X-Slack-Signature is missing",
        "slack    | X-Slack-Request-Timestamp | | the header X-Slack-Request-Timestamp is missing",
        "timed    | X-Time | | the header X-Time is missing",
        "timed    | X-Signature | 00 | X-Signature is not 'hmac=' and hexadecimal digits"
      })
  void aPartThatIsMissingOrCannotBeReadIsNamed(
      String hook, String header, String value, String detail) {
    Map<String, String> headers = new HashMap<>(sign(hook, "", EXAMPLE));
    if (value == null) {
      headers.remove(header);
    } else {
      headers.put(header, value);
    }

    assertThat(refusal(verifier, hook, headers, BODY)).contains(incomplete(detail));
  }

  @Test
  void nobodyMakesTheGatewayTryAnyNumberOfSignatures() {
    Map<String, String> headers =
        new HashMap<>(TestSender.standard(TestHooks.STANDARD, "m", EXAMPLE, BODY));
    String good = headers.get("webhook-signature");
    headers.put("webhook-signature", "v1,AAAA ".repeat(15) + good);
    assertSigned("standard", headers, BODY);
    headers.put("webhook-signature", "v1,AAAA ".repeat(16) + good);

    assertThat(refusal(verifier, "standard", headers, BODY))
        .contains(incomplete("there are more than 16 signatures"));
  }

  @Test
  void secretsThatAreMissingOrWrongStopTheStartAndAreAllNamedWithoutThem() {
    Map<SecretRef, String> secrets = TestHooks.all();
    secrets.remove(new SecretRef.Environment("GITHUB"));
    secrets.put(new SecretRef.Environment("OLD"), "whsec_c2VjcmV0");
    secrets.put(new SecretRef.Environment("STANDARD"), "whsec_sec!ret");

    assertThat(problems(secrets))
        .containsExactly(
            "a secret of the hook github of the vendor shop is not known: the environment variable"
                + " GITHUB is not set",
            "a secret of the hook standard of the vendor shop cannot be used: the environment"
                + " variable OLD has less than 24 bytes after 'whsec_'",
            "a secret of the hook standard of the vendor shop cannot be used: the environment"
                + " variable STANDARD is not base64 after its prefix");
    secrets.putAll(TestHooks.all());
    secrets.put(new SecretRef.Environment("OLD"), "secret");
    secrets.put(new SecretRef.Environment("STANDARD"), "whsk_" + "A".repeat(86));
    assertThat(problems(secrets))
        .containsExactly(
            "a secret of the hook standard of the vendor shop cannot be used: the environment"
                + " variable OLD begins neither with 'whsec_' nor with 'whpk_'",
            "a secret of the hook standard of the vendor shop cannot be used: the environment"
                + " variable STANDARD is a private key; the receiver is given the public one, which"
                + " begins with 'whpk_'");
    secrets.put(new SecretRef.Environment("OLD"), "whpk_" + "A".repeat(40));
    secrets.put(new SecretRef.Environment("STANDARD"), "whpk_" + TestSender.base64(offCurve()));
    assertThat(problems(secrets))
        .containsExactly(
            "a secret of the hook standard of the vendor shop cannot be used: the environment"
                + " variable OLD is not an Ed25519 key, which has 32 bytes",
            "a secret of the hook standard of the vendor shop cannot be used: the environment"
                + " variable STANDARD is not an Ed25519 key");
  }

  @Test
  void aNewDefinitionCountsFromTheNextRequestOnAndWithoutASecretNothingIsSigned() {
    AtomicReference<Bus> bus = new AtomicReference<>(TestHooks.parse("bus: sports"));
    Map<SecretRef, String> secrets = TestHooks.all();
    secrets.remove(new SecretRef.Environment("GITHUB"));
    HookVerifier following = new HookVerifier(bus::get, new InMemorySecrets(secrets), clock);
    Map<String, String> shopify = sign("shopify", "", EXAMPLE);

    assertThat(refusal(following, "shopify", shopify, BODY))
        .contains(Problem.of(ProblemCode.NOT_FOUND, "there is no hook of this name"));
    bus.set(TestHooks.bus());

    assertThat(refusal(following, "shopify", shopify, BODY)).isEmpty();
    assertThat(refusal(following, "github", sign("github", "", EXAMPLE), BODY))
        .contains(Problem.of(ProblemCode.INVALID_SIGNATURE, WRONG));
  }

  private static Map<String, String> sign(String hook, String secret, Instant time) {
    return switch (hook) {
      case "standard" ->
          TestSender.standard(secret.isEmpty() ? TestHooks.STANDARD : secret, "m", time, BODY);
      case "github" -> TestSender.github(secret.isEmpty() ? TestHooks.GITHUB : secret, BODY);
      case "stripe" -> TestSender.stripe(secret.isEmpty() ? TestHooks.STRIPE : secret, time, BODY);
      case "shopify" -> TestSender.shopify(secret.isEmpty() ? TestHooks.SHOPIFY : secret, BODY);
      case "slack" -> TestSender.slack(secret.isEmpty() ? TestHooks.SLACK : secret, time, BODY);
      case "body" ->
          Map.of(
              "X-Signature",
              TestSender.base64(
                  TestSender.hmac("HmacSHA512", secret.isEmpty() ? TestHooks.HMAC : secret, BODY)));
      default -> TestSender.timed(secret.isEmpty() ? TestHooks.HMAC : secret, time, BODY);
    };
  }

  /** Of a hook with these two secrets. */
  private HookVerifier verifier(String first, String second) {
    Map<SecretRef, String> secrets = TestHooks.all();
    secrets.put(new SecretRef.Environment("OLD"), first);
    secrets.put(new SecretRef.Environment("STANDARD"), second);
    return new HookVerifier(TestHooks::bus, new InMemorySecrets(secrets), clock);
  }

  private List<String> problems(Map<SecretRef, String> secrets) {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () -> new HookVerifier(TestHooks::bus, new InMemorySecrets(secrets), clock));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private void assertSigned(String hook, Map<String, String> headers, String body) {
    assertThat(refusal(verifier, hook, headers, body)).isEmpty();
  }

  private void assertRefused(String hook, Map<String, String> headers, String body) {
    assertThat(refusal(verifier, hook, headers, body))
        .contains(Problem.of(ProblemCode.INVALID_SIGNATURE, WRONG));
  }

  private static Optional<Problem> refusal(
      HookVerifier verifier, String hook, Map<String, String> headers, String body) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    try {
      verifier
          .claim(hook, name -> Optional.ofNullable(anyCase.get(name)))
          .verify(body.getBytes(StandardCharsets.UTF_8));
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.problem());
    }
  }

  private static Problem incomplete(String detail) {
    return Problem.of(ProblemCode.INCOMPLETE_SIGNATURE, detail);
  }

  /** A request with af signed before its body. */
  private static SignedRequest offer(SignedRequest.Kind kind, byte[] signature) {
    return new SignedRequest(
        Optional.empty(), hex("af"), List.of(new SignedRequest.Offered(kind, signature)));
  }

  /** No point of the curve has this y. */
  private static byte[] offCurve() {
    byte[] bytes = new byte[32];
    bytes[0] = 2;
    return bytes;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
