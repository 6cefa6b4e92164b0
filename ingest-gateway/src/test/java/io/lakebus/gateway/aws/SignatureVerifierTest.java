// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.bus.Bus;
import io.lakebus.bus.SecretRef;
import io.lakebus.config.ConfigException;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.secret.InMemorySecrets;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The clock says 2026-11-23T08:00:00.123Z. */
class SignatureVerifierTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final InstantSource CLOCK = InstantSource.fixed(TestGateway.NOW);
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method.";

  private final SignatureVerifier verifier =
      new SignatureVerifier(TestBus::bus, TestBus.secrets(), CLOCK);

  @Test
  void whoSignedIsTheVendorOfTheKey() throws RefusedException {
    assertThat(vendorOf(signer())).isEqualTo("statsfeed");
    assertThat(vendorOf(signer().region("anywhere"))).isEqualTo("statsfeed");
    assertThat(vendorOf(signer().with("x-amz-content-sha256", TestSigner.sha256(BODY))))
        .isEqualTo("statsfeed");
    assertThat(vendorOf(signer().unsigned("user-agent", "x").unsigned("x-amzn-trace-id", "y")))
        .isEqualTo("statsfeed");
  }

  @ParameterizedTest
  @CsvSource({
    "20261123T074501Z, true",
    "20261123T081500Z, true",
    "20261123T074500Z, false",
    "20261123T081501Z, false"
  })
  void aClockMayBeWrongByAQuarterOfAnHour(String date, boolean accepted) throws RefusedException {
    TestSigner signer = signer().date(date);

    if (accepted) {
      assertThat(vendorOf(signer)).isEqualTo("statsfeed");
    } else {
      assertThat(refusal(signer).code()).isEqualTo(ProblemCode.INVALID_SIGNATURE);
    }
  }

  @Test
  void aTimeThatIsTooFarAwayIsNamed() {
    assertRefused(
        signer().date("20261123T074459Z"),
        ProblemCode.INVALID_SIGNATURE,
        "Signature expired: 20261123T074459Z is now earlier than 20261123T074500Z"
            + " (20261123T080000Z - 15 min.)");
    assertRefused(
        signer().date("20261124T080000Z"),
        ProblemCode.INVALID_SIGNATURE,
        "Signature not yet current: 20261124T080000Z is still later than 20261123T081500Z"
            + " (20261123T080000Z + 15 min.)");
  }

  @Test
  void aKeyThatNobodyHasIsRefused() {
    assertRefused(
        signer().key("AKIANOBODY0000000000"),
        ProblemCode.INVALID_CREDENTIALS,
        "The security token included in the request is invalid.");
  }

  @Test
  void whatIsSignedWithoutASecretIsRefusedEvenForAKeyThatNobodyHas() {
    for (String secret : List.of("", "\0".repeat(40))) {
      assertRefused(
          signer().key("AKIANOBODY0000000000").secret(secret),
          ProblemCode.INVALID_CREDENTIALS,
          "The security token included in the request is invalid.");
    }
  }

  @Test
  void aKeyIsExpiredFromTheDayThatItSaysButThatIsToldOnlyToWhoHasItsSecret() {
    TestSigner expired = signer().key(TestBus.EXPIRED_ACCESS_KEY);

    assertRefused(
        expired, ProblemCode.EXPIRED_CREDENTIALS, "the access key has expired; ask for a new one");
    assertRefused(expired.secret("guessed"), ProblemCode.INVALID_SIGNATURE, MISMATCH);
  }

  @Test
  void anotherSecretIsRefused() {
    assertRefused(signer().secret("guessed"), ProblemCode.INVALID_SIGNATURE, MISMATCH);
  }

  @Test
  void whatIsChangedAfterSigningIsRefused() {
    Map<String, String> headers = new HashMap<>(signer().with("x-amz-meta", "1").sign("h", BODY));

    assertThat(refusal(headers, "{ }".getBytes(StandardCharsets.UTF_8)).detail())
        .isEqualTo(MISMATCH);
    for (String name : List.of("host", "x-amz-meta", "content-type", "x-amz-target")) {
      Map<String, String> changed = new HashMap<>(headers);
      changed.merge(name, "x", String::concat);
      assertThat(refusal(changed, BODY).detail()).as(name).isEqualTo(MISMATCH);
    }
    Map<String, String> later = new HashMap<>(headers);
    later.put("x-amz-date", "20261123T080001Z");
    assertThat(refusal(later, BODY).detail()).isEqualTo(MISMATCH);
  }

  @Test
  void theHashOfTheBodyMustBeItsHash() {
    assertRefused(
        signer().with("x-amz-content-sha256", TestSigner.sha256(new byte[0])),
        ProblemCode.INVALID_SIGNATURE,
        "x-amz-content-sha256 is not the SHA-256 of the body");
    assertRefused(
        signer().with("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
        ProblemCode.INVALID_SIGNATURE,
        "x-amz-content-sha256 is not the SHA-256 of the body");
  }

  @Test
  void whatMustBeSignedIsNamed() {
    assertRefused(
        signer().unsigned("x-amz-security-token", "t"),
        ProblemCode.INVALID_SIGNATURE,
        "'x-amz-security-token' must be a signed header");
    assertRefused(
        withAuthorization(";host;", ";"),
        ProblemCode.INVALID_SIGNATURE,
        "'host' must be a signed header");
    assertRefused(
        withAuthorization("SignedHeaders=", "SignedHeaders=accept;"),
        ProblemCode.INVALID_SIGNATURE,
        "the request lacks a header that is said to be signed");
  }

  @Test
  void theScopeIsTheServiceAndTheDay() {
    assertRefused(
        TestSigner.firehose("PutRecord"),
        ProblemCode.INVALID_SIGNATURE,
        "Credential should be scoped to correct service: 'events'.");
    assertRefused(
        signer().scopeDate("20261122"),
        ProblemCode.INVALID_SIGNATURE,
        "Date in Credential scope does not match the date of x-amz-date: 20261123T080000Z");
  }

  @Test
  void aRequestThatIsNotSignedIsRefused() {
    Map<String, String> headers = new HashMap<>(signer().sign("h", BODY));
    headers.remove("authorization");

    assertThat(refusal(headers, BODY))
        .isEqualTo(Problem.of(ProblemCode.MISSING_CREDENTIALS, "Missing Authentication Token"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Bearer x                                        | Authorization does not begin with 'AWS4-HMAC-SHA256'
          AWS4-ECDSA-P256-SHA256 Credential=x             | Authorization does not begin with 'AWS4-HMAC-SHA256'
          AWS4-HMAC-SHA256 x                              | Authorization has no 'Credential'; Authorization has no 'SignedHeaders'; Authorization has no 'Signature'
          AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders= | Authorization has no 'SignedHeaders'; Authorization has no 'Signature'
          AWS4-HMAC-SHA256 Credential=a/b,SignedHeaders=host,Signature=0              | Credential is not of the form ID/YYYYMMDD/region/service/aws4_request
          AWS4-HMAC-SHA256 Credential=a/b/c/d/aws5,SignedHeaders=host,Signature=0     | Credential is not of the form ID/YYYYMMDD/region/service/aws4_request
          """)
  void aSignatureThatLacksAPartIsRefused(String authorization, String detail) {
    assertRefused(
        signer().unsigned("authorization", authorization),
        ProblemCode.INCOMPLETE_SIGNATURE,
        detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-11-23T08:00:00Z", "20261123T080000", "20261331T080000Z"})
  void aRequestSaysWhenItWasSigned(String date) {
    Map<String, String> headers = new HashMap<>(signer().sign("h", BODY));
    headers.put("x-amz-date", date);

    assertThat(refusal(headers, BODY))
        .isEqualTo(
            Problem.of(
                ProblemCode.INCOMPLETE_SIGNATURE,
                "there is no header x-amz-date of the form 20261123T080000Z"));
  }

  @Test
  void aSecretThatIsNotThereStopsTheStartAndAllOfThemAreNamed() {
    assertThatThrownBy(
            () -> new SignatureVerifier(TestBus::bus, new InMemorySecrets(Map.of()), CLOCK))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "the secret of the access key AKIASTATSFEED0000000 of the vendor statsfeed"
                            + " is not known: the environment variable STATSFEED_SECRET is not set",
                        "the secret of the access key AKIASTATSFEED0000001 of the vendor statsfeed"
                            + " is not known: the environment variable STATSFEED_SECRET is not"
                            + " set"));
  }

  @Test
  void aNewDefinitionCountsFromTheNextRequestOn() throws RefusedException {
    Bus empty =
        new Bus(
            "sports",
            Map.of(),
            List.of(),
            Map.of(),
            TestBus.bus().archive(),
            TestBus.bus().quarantine(),
            TestBus.bus().dedupWindow(),
            TestBus.bus().commitInterval(),
            1,
            Map.of());
    AtomicReference<Bus> bus = new AtomicReference<>(empty);
    SecretRef reference = new SecretRef.Environment("STATSFEED_SECRET");
    SignatureVerifier following =
        new SignatureVerifier(
            bus::get, new InMemorySecrets(Map.of(reference, TestBus.SECRET)), CLOCK);
    RequestHead head = head(signer().sign("h", BODY));
    SignatureClaim claim = following.claim(head, Operation.PUT_EVENTS);

    assertThatThrownBy(() -> following.verify(claim, BODY)).isInstanceOf(RefusedException.class);
    bus.set(TestBus.bus());

    assertThat(following.verify(claim, BODY).name()).isEqualTo("statsfeed");
  }

  private static TestSigner signer() {
    return TestSigner.events("PutEvents");
  }

  private static TestSigner withAuthorization(String part, String replacement) {
    String authorization = signer().sign("h", BODY).get("authorization");
    return signer().unsigned("authorization", authorization.replace(part, replacement));
  }

  private String vendorOf(TestSigner signer) throws RefusedException {
    return verify(signer.sign("h", BODY), BODY);
  }

  private String verify(Map<String, String> headers, byte[] body) throws RefusedException {
    return verifier.verify(verifier.claim(head(headers), Operation.PUT_EVENTS), body).name();
  }

  private static RequestHead head(Map<String, String> headers) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return new RequestHead("POST", "/", "", lists);
  }

  private void assertRefused(TestSigner signer, ProblemCode code, String detail) {
    assertThat(refusal(signer)).isEqualTo(Problem.of(code, detail));
  }

  private Problem refusal(TestSigner signer) {
    return refusal(signer.sign("h", BODY), BODY);
  }

  private Problem refusal(Map<String, String> headers, byte[] body) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> verify(headers, body));
    assertThat(refused).isNotNull();
    return refused.problem();
  }
}
