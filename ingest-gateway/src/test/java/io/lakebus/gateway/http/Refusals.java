// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Bus;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.aws.Operation;
import io.lakebus.gateway.aws.RequestHead;
import io.lakebus.gateway.aws.SignatureVerifier;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.hook.HookVerifier;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.hook.TestSender;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.timing.Comparison;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Calls that are refused for a wrong key or signature: such as are nearly right, and such as are
 * not at all. Each call is another; the two kinds are alike as texts, and made in the same steps,
 * so that they lie in memory alike.
 */
final class Refusals {

  private static final InstantSource CLOCK = InstantSource.fixed(TestGateway.NOW);

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43,}=+");

  private Refusals() {}

  /** Of API keys: the right one but for its end, and others of its length. */
  static List<Comparison> ofKeys(Random random) {
    Bus bus = TestBus.bus();
    Authenticator authenticator = new Authenticator(BusInForce.of(() -> bus), CLOCK);
    return List.of(
        new Comparison(
            "API key, right but for its end or all wrong",
            kind -> key(authenticator, random, Guess.of(kind))));
  }

  /** Of AWS's signatures: right but for its end, or all wrong; and keys that nobody has. */
  static List<Comparison> ofAwsSignatures(Random random) {
    Bus bus = TestBus.bus();
    SignatureVerifier verifier = new SignatureVerifier(() -> bus, TestBus.secrets(), CLOCK);
    List<String> keys = List.of(TestBus.ACCESS_KEY, "AKIASTATSFEED0000009");
    return List.of(
        new Comparison(
            "SigV4, right but for its end or all wrong",
            kind -> aws(verifier, random, keys.getFirst(), Guess.of(kind))),
        new Comparison(
            "SigV4, a key that somebody or nobody has",
            kind -> aws(verifier, random, keys.get(kind), Guess.FAR)));
  }

  /** Of webhooks: a signature that is right but for its end, or all wrong. */
  static List<Comparison> ofHooks(Random random) {
    Bus bus = TestHooks.bus();
    HookVerifier verifier = new HookVerifier(() -> bus, TestHooks.secrets(), CLOCK);
    return Stream.of("standard", "github", "stripe", "shopify", "slack", "body", "timed")
        .map(
            hook ->
                new Comparison(
                    "hook " + hook + ", right but for its end or all wrong",
                    kind -> hook(verifier, random, hook, Guess.of(kind))))
        .toList();
  }

  private static Runnable key(Authenticator authenticator, Random random, Guess guess) {
    char[] key = letters(random, TestBus.KEY.length()).toCharArray();
    TestBus.KEY.getChars(0, guess.right(key.length), key, 0);
    key[key.length - 1] = '-';
    Optional<String> authorization = Optional.of("Bearer " + new String(key));
    return refused(
        () -> authenticator.authenticate(authorization, Optional.empty(), Optional.empty()));
  }

  private static Runnable aws(
      SignatureVerifier verifier, Random random, String keyId, Guess guess) {
    byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> headers = new TreeMap<>();
    change(TestSigner.events("PutEvents").key(keyId).sign("localhost", body), random, guess)
        .forEach((name, value) -> headers.put(name, List.of(value)));
    RequestHead head = new RequestHead("POST", "/", "", headers);
    return refused(() -> verifier.verify(verifier.claim(head, Operation.PUT_EVENTS), body));
  }

  private static Runnable hook(HookVerifier verifier, Random random, String hook, Guess guess) {
    String text = body(random);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(change(sign(hook, text), random, guess));
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return refused(
        () -> verifier.claim(hook, name -> Optional.ofNullable(headers.get(name))).verify(body));
  }

  private static Map<String, String> sign(String hook, String body) {
    return switch (hook) {
      case "standard" -> TestSender.standard(TestHooks.STANDARD, "msg_1", TestGateway.NOW, body);
      case "github" -> TestSender.github(TestHooks.GITHUB, body);
      case "stripe" -> TestSender.stripe(TestHooks.STRIPE, TestGateway.NOW, body);
      case "shopify" -> TestSender.shopify(TestHooks.SHOPIFY, body);
      case "slack" -> TestSender.slack(TestHooks.SLACK, TestGateway.NOW, body);
      case "body" ->
          Map.of(
              "X-Signature",
              TestSender.base64(TestSender.hmac("HmacSHA512", TestHooks.HMAC, body)));
      default -> TestSender.timed(TestHooks.HMAC, TestGateway.NOW, body);
    };
  }

  /** Puts a wrong signature among headers in the right one's place, however it is written. */
  private static Map<String, String> change(
      Map<String, String> headers, Random random, Guess guess) {
    Map<String, String> changed = new HashMap<>();
    headers.forEach(
        (name, value) -> {
          String hex = HEX.matcher(value).replaceAll(found -> hex(found.group(), random, guess));
          changed.put(
              name, BASE64.matcher(hex).replaceAll(found -> base64(found.group(), random, guess)));
        });
    return changed;
  }

  private static String hex(String right, Random random, Guess guess) {
    return HexFormat.of().formatHex(wrong(HexFormat.of().parseHex(right), random, guess));
  }

  private static String base64(String right, Random random, Guess guess) {
    byte[] wrong = wrong(Base64.getDecoder().decode(right), random, guess);
    return Base64.getEncoder().encodeToString(wrong);
  }

  private static byte[] wrong(byte[] right, Random random, Guess guess) {
    byte[] wrong = new byte[right.length];
    random.nextBytes(wrong);
    System.arraycopy(right, 0, wrong, 0, guess.right(right.length));
    wrong[right.length - 1] = (byte) (right[right.length - 1] ^ 1);
    return wrong;
  }

  private static String body(Random random) {
    return "{\"type\":\"charge\",\"text\":\"" + letters(random, 40) + "\"}";
  }

  private static String letters(Random random, int count) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }

  private static Runnable refused(Call call) {
    return () -> {
      try {
        call.make();
      } catch (RefusedException e) {
        return;
      }
      throw new IllegalStateException("it is accepted");
    };
  }

  /** How near to what is right a wrong key or signature is. */
  private enum Guess {
    NEAR,
    FAR;

    /** The first of a comparison is near, the second is far. */
    static Guess of(int kind) {
      return values()[kind];
    }

    /**
     * How much of what has this length is right, from its start on. The rest is not always the
     * same, or a processor would soon know it.
     */
    int right(int length) {
      return this == NEAR ? length - 4 : 0;
    }
  }

  /** A call that is refused. */
  private interface Call {

    void make() throws RefusedException;
  }
}
