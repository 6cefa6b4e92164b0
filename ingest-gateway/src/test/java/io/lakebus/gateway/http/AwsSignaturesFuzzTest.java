// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakebus.bus.Bus;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.aws.AwsAnswer;
import io.lakebus.gateway.aws.InvocationId;
import io.lakebus.gateway.aws.Operation;
import io.lakebus.gateway.aws.RequestHead;
import io.lakebus.gateway.aws.SignatureVerifier;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests as AWS's SDKs sign them. An input is written like a request: method, path and query, the
 * headers, the body. What the vendor has signed among the inputs has {@link #SIGNED} as its body; a
 * fuzzer that looks on while signatures are compared learns those of others, too.
 */
class AwsSignaturesFuzzTest {

  private static final byte[] SIGNED =
      "{\"Entries\":[{\"Source\":\"statsfeed\",\"DetailType\":\"a\",\"Detail\":\"{}\"}]}"
          .getBytes(StandardCharsets.UTF_8);

  private static final Bus BUS = TestBus.bus();

  private static final SignatureVerifier VERIFIER =
      new SignatureVerifier(() -> BUS, TestBus.secrets(), InstantSource.fixed(TestGateway.NOW));

  @FuzzTest
  void onlyWhatTheVendorHasSignedIsAccepted(byte[] input) throws RefusedException {
    Bounded.run(
        () -> {
          FuzzedRequest request = FuzzedRequest.of(input);
          Optional<Problem> problem = problem(head(request), request.body());
          problem.ifPresentOrElse(
              AwsSignaturesFuzzTest::checkAnswer, () -> checkSigned(head(request), request.body()));
          signAndChange(request);
        });
  }

  private static RequestHead head(FuzzedRequest request) {
    String[] parts = request.firstLine().split(" ", 2);
    String[] target = (parts.length == 2 ? parts[1] : "").split("\\?", 2);
    return new RequestHead(
        parts[0], target[0], target.length == 2 ? target[1] : "", request.headers());
  }

  /** What is accepted has the signature of its body, and of no other. */
  private static void checkSigned(RequestHead head, byte[] body) {
    for (byte[] other : List.of(changed(body), SIGNED)) {
      if (!Arrays.equals(other, body)) {
        assertThat(code(head, other)).isEqualTo(ProblemCode.INVALID_SIGNATURE);
      }
    }
  }

  private static void checkAnswer(Problem problem) {
    FuzzedCall.checkProblem(problem);
    assertThat(AwsAnswer.of(problem).status()).isBetween(400, 499);
  }

  /** What is right is accepted, and is not once a bit of it is another. */
  private static void signAndChange(FuzzedRequest request) {
    Map<String, String> signed = sign(request);
    byte[] body = request.body();
    assertThat(problem(head(signed), body)).isEmpty();
    assertThat(code(head(signed), changed(body))).isEqualTo(ProblemCode.INVALID_SIGNATURE);
    for (String name : List.of("authorization", "x-seen", "host")) {
      Map<String, String> other = new HashMap<>(signed);
      String value = signed.get(name);
      char last = value.charAt(value.length() - 1);
      other.put(name, value.substring(0, value.length() - 1) + (last == '1' ? '2' : '1'));
      assertThat(code(head(other), body)).isEqualTo(ProblemCode.INVALID_SIGNATURE);
    }
  }

  /** With a header of the input's: of its value, what stands for itself when it is signed. */
  private static Map<String, String> sign(FuzzedRequest request) {
    String seen = request.firstLine().replaceAll("[^!-~]", "") + "-";
    return TestSigner.events("PutEvents").with("x-seen", seen).sign("localhost", request.body());
  }

  private static RequestHead head(Map<String, String> headers) {
    Map<String, List<String>> lists = new TreeMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new RequestHead("POST", "/", "", lists);
  }

  private static byte[] changed(byte[] body) {
    byte[] changed = Arrays.copyOf(body, Math.max(1, body.length));
    changed[body.length / 2] ^= 1;
    return changed;
  }

  private static ProblemCode code(RequestHead head, byte[] body) {
    return problem(head, body).orElseThrow().code();
  }

  /** Why a request is refused, by what the gateway does with it in its order. */
  private static Optional<Problem> problem(RequestHead head, byte[] body) {
    try {
      Operation operation = Operation.of(head);
      VERIFIER.verify(VERIFIER.claim(head, operation), body);
      InvocationId.of(head).ifPresent(id -> assertThat(id).isNotEmpty());
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.problem());
    }
  }
}
