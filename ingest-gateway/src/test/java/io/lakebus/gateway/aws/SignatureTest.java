// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.digest.Sha256;
import io.lakebus.gateway.TestBus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests whose signatures AWS has published, with its example secret. */
class SignatureTest {

  private static final byte[] SECRET = TestBus.SECRET.getBytes(StandardCharsets.UTF_8);

  @Test
  void theExampleOfTheDocumentationIsSignedStepByStep() {
    SignatureClaim claim =
        claim(
            new RequestHead(
                "GET",
                "/",
                "Action=ListUsers&Version=2010-05-08",
                Map.of(
                    "Content-Type",
                    List.of("application/x-www-form-urlencoded; charset=utf-8"),
                    "Host",
                    List.of("iam.amazonaws.com"),
                    "X-Amz-Date",
                    List.of("20150830T123600Z"))),
            "iam",
            "content-type;host;x-amz-date");
    String empty = Sha256.hex(new byte[0]);
    String canonical = Signature.canonical(claim, empty);

    assertThat(canonical)
        .isEqualTo(
            """
            GET
            /
            Action=ListUsers&Version=2010-05-08
            content-type:application/x-www-form-urlencoded; charset=utf-8
            host:iam.amazonaws.com
            x-amz-date:20150830T123600Z

            content-type;host;x-amz-date
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""");
    assertThat(Sha256.hex(canonical))
        .isEqualTo("f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
    assertThat(Signature.of(SECRET, claim, empty))
        .isEqualTo("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void aPublishedRequestHasItsPublishedSignature(
      String name, SignatureClaim claim, String signature) {
    assertThat(Signature.of(SECRET, claim, Sha256.hex(new byte[0]))).isEqualTo(signature);
  }

  static Stream<Arguments> published() {
    return Stream.of(
        arguments(
            "get-vanilla",
            claim("GET", "", Map.of(), "host;x-amz-date"),
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        arguments(
            "post-vanilla",
            claim("POST", "", Map.of(), "host;x-amz-date"),
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        arguments(
            "get-vanilla-query-order-key-case",
            claim("GET", "Param2=value2&Param1=value1", Map.of(), "host;x-amz-date"),
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        arguments(
            "get-header-value-trim",
            claim(
                "GET",
                "",
                Map.of("My-Header1", List.of(" value1"), "My-Header2", List.of(" \"a   b   c\"")),
                "host;my-header1;my-header2;x-amz-date"),
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
        arguments(
            "post-header-key-sort",
            claim(
                "POST", "", Map.of("My-Header1", List.of("value1")), "host;my-header1;x-amz-date"),
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"));
  }

  @Test
  void theHeadersOfOneNameAreOne() {
    SignatureClaim claim =
        claim("POST", "", Map.of("A", List.of("x  y ", "z")), "a;host;x-amz-date");

    assertThat(Signature.canonical(claim, "hash").lines().toList().get(3)).isEqualTo("a:x y,z");
  }

  @Test
  void aQueryIsSortedByNameAndThenValueAndEncodedInOneWay() {
    SignatureClaim claim = claim("GET", "c=%zz+&a-b=1&a=%7e*&a=%41&b", Map.of(), "host;x-amz-date");

    assertThat(Signature.canonical(claim, "hash").lines().toList().get(2))
        .isEqualTo("a=A&a=~%2A&a-b=1&b=&c=%25zz%2B");
  }

  private static SignatureClaim claim(
      String method, String query, Map<String, List<String>> more, String signed) {
    Map<String, List<String>> headers = new HashMap<>(more);
    headers.put("Host", List.of("example.amazonaws.com"));
    headers.put("X-Amz-Date", List.of("20150830T123600Z"));
    return claim(new RequestHead(method, "/", query, headers), "service", signed);
  }

  private static SignatureClaim claim(RequestHead head, String service, String signed) {
    return new SignatureClaim(
        head,
        new Authorization(
            new Authorization.Credential("AKIDEXAMPLE", "20150830", "us-east-1", service),
            List.of(signed.split(";", -1)),
            ""),
        "20150830T123600Z");
  }
}
