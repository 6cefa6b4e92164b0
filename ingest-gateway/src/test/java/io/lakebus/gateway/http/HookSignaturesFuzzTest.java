// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakebus.bus.Bus;
import io.lakebus.bus.SecretRef;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.hook.HookRequest;
import io.lakebus.gateway.hook.HookVerifier;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.hook.TestSender;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.secret.InMemorySecrets;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests to signed webhooks of every scheme. An input is written like a request: the hook's name,
 * the headers, the body. What a sender has signed among the inputs has {@link #SIGNED} as its body.
 */
class HookSignaturesFuzzTest {

  private static final byte[] SIGNED =
      "{\"type\":\"charge\",\"id\":\"evt_1\",\"kind\":\"a\"}".getBytes(StandardCharsets.UTF_8);

  private static final HookVerifier VERIFIER = verifier(TestHooks.bus(), TestHooks.all());

  /** Its hook {@code public} has the first public key of RFC 8032's test vectors. */
  private static final HookVerifier OF_PUBLIC_KEY =
      verifier(
          TestHooks.parse(
              """
              bus: sports
              vendors:
                shop:
                  hooks:
                    public: { scheme: standard-webhooks, secrets: [{ env: PUBLIC }] }
              """),
          Map.of(
              new SecretRef.Environment("PUBLIC"),
              "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));

  @FuzzTest
  void onlyWhatASenderHasSignedIsAccepted(byte[] input) throws RefusedException {
    Bounded.run(
        () -> {
          FuzzedRequest request = FuzzedRequest.of(input);
          tryRequest(request);
          signAndChange(new String(request.body(), StandardCharsets.UTF_8));
        });
  }

  private static void tryRequest(FuzzedRequest request) {
    String hook = request.firstLine();
    HookVerifier verifier = hook.equals("public") ? OF_PUBLIC_KEY : VERIFIER;
    try {
      HookRequest claimed = verifier.claim(hook, request::header);
      claimed.verify(request.body());
      assertThat(request.body()).isEqualTo(SIGNED);
      assertThat(claimed.challenge(request.body())).isEmpty();
      FuzzedCall.check(claimed.form(), request.body());
    } catch (RefusedException e) {
      FuzzedCall.checkProblem(e.problem());
    }
  }

  /** What is right is accepted, and is not once a bit of it, or the secret, is another. */
  private static void signAndChange(String text) throws RefusedException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    for (String hook : List.of("standard", "github", "stripe", "shopify", "slack", "timed")) {
      HookRequest request = VERIFIER.claim(hook, header(sign(hook, secret(hook), text)));
      request.verify(body);
      assertThat(code(request, changed(body))).isEqualTo(ProblemCode.INVALID_SIGNATURE);
      String other = secret(hook).replaceFirst("[a-zA-Z](?=.$)", "0");
      HookRequest forged = VERIFIER.claim(hook, header(sign(hook, other, text)));
      assertThat(code(forged, body)).isEqualTo(ProblemCode.INVALID_SIGNATURE);
      FuzzedCall.check(request.form(), body);
      request.challenge(body);
    }
  }

  private static Map<String, String> sign(String hook, String secret, String body) {
    return switch (hook) {
      case "standard" -> TestSender.standard(secret, "msg_1", TestGateway.NOW, body);
      case "github" -> TestSender.github(secret, body);
      case "stripe" -> TestSender.stripe(secret, TestGateway.NOW, body);
      case "shopify" -> TestSender.shopify(secret, body);
      case "slack" -> TestSender.slack(secret, TestGateway.NOW, body);
      default -> TestSender.timed(secret, TestGateway.NOW, body);
    };
  }

  private static String secret(String hook) {
    return switch (hook) {
      case "standard" -> TestHooks.STANDARD;
      case "github" -> TestHooks.GITHUB;
      case "stripe" -> TestHooks.STRIPE;
      case "shopify" -> TestHooks.SHOPIFY;
      case "slack" -> TestHooks.SLACK;
      default -> TestHooks.HMAC;
    };
  }

  private static ProblemCode code(HookRequest request, byte[] body) {
    try {
      request.verify(body);
      throw new AssertionError("it is accepted");
    } catch (RefusedException e) {
      return e.problem().code();
    }
  }

  private static byte[] changed(byte[] body) {
    byte[] changed = Arrays.copyOf(body, Math.max(1, body.length));
    changed[body.length / 2] ^= 1;
    return changed;
  }

  private static Function<String, Optional<String>> header(Map<String, String> headers) {
    return name ->
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  private static HookVerifier verifier(Bus bus, Map<SecretRef, String> secrets) {
    return new HookVerifier(
        () -> bus, new InMemorySecrets(secrets), InstantSource.fixed(TestGateway.NOW));
  }
}
