// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class S3SignatureTest {

  private static final String SIGNED =
      "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class";

  /** The second example of the documentation's "Authenticating Requests: Using the Header". */
  @Test
  void aSignatureIsThatOfTheDocumentation() {
    HttpHead request =
        HttpHead.parse(
                ("PUT /test%24file.text HTTP/1.1\r\n"
                        + "Host: examplebucket.s3.amazonaws.com\r\n"
                        + "Date: Fri, 24 May 2013 00:00:00 GMT\r\n"
                        + "Authorization: AWS4-HMAC-SHA256 Credential=any/20130524/us-east-1/s3/"
                        + ("aws4_request, SignedHeaders=" + SIGNED + ", Signature=00\r\n")
                        + "x-amz-date: 20130524T000000Z\r\n"
                        + "x-amz-storage-class: REDUCED_REDUNDANCY\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8))
            .orElseThrow();
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put(
        "x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");

    S3Keys keys = new S3Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    String authorization = S3Signature.of(request, keys).orElseThrow().authorization(headers);

    assertThat(authorization)
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"
                + (",SignedHeaders=" + SIGNED)
                + ",Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    assertThat(keys).hasToString("AKIAIOSFODNN7EXAMPLE");
  }

  @Test
  void aRequestWithoutSignatureIsNotSigned() {
    HttpHead request =
        HttpHead.parse("PUT /a HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8)).orElseThrow();

    assertThat(S3Signature.of(request, new S3Keys("a", "b"))).isEmpty();
  }
}
