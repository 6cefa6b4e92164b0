// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ForgeryTest {

  private static final S3Keys KEYS = new S3Keys("lakebus", "secret");

  private static Request request(String head) {
    byte[] bytes = bytes(head);
    return new Request(bytes, Body.NONE, new Exchange(HttpHead.parse(bytes).orElseThrow()::is, 0));
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  @ParameterizedTest
  @CsvSource({"'', hello", "Transfer-Encoding: chunked, '3\nhel\n2;a=b\nlo\n0\n\n'"})
  void anEtagIsThatOfTheObjectHoweverItIsSent(String header, String body) {
    Request put = request("PUT /b/k HTTP/1.1\n" + header + "\n\n");

    assertThat(text(Forgery.putAnswer(put, bytes(body))))
        .isEqualTo(
            "HTTP/1.1 200 OK\nETag: \"5d41402abc4b2a76b9719d911017c592\"\nContent-Length: 0\n\n");
  }

  @Test
  void anObjectInSignedChunksIsJoined() {
    HttpHead head =
        HttpHead.parse(
                bytes(
                    """
                    PUT /b/k HTTP/1.1
                    x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD
                    Transfer-Encoding: chunked

                    """))
            .orElseThrow();
    String inner =
        "3;chunk-signature=0a\r\nhel\r\n2;chunk-signature=0b\r\nlo\r\n0;chunk-signature=0c\r\n\r\n";
    String outer = Integer.toHexString(inner.length()) + "\r\n" + inner + "\r\n0\r\n\r\n";

    assertThat(S3Payload.of(head, outer.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("hello".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void halfAPutSaysNothingOfTheWholeAndIsSignedForItself() {
    Request put =
        request(
            "PUT /b/k?x-id=PutObject HTTP/1.1\nHost: h\nExpect: 100-continue\n"
                + "Content-Length: 6\nContent-Type: text/plain\nContent-MD5: x\n"
                + "x-amz-checksum-crc32: x\nx-amz-sdk-checksum-algorithm: CRC32\n"
                + "x-amz-content-sha256: other\nx-amz-date: 20261124T000000Z\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=lakebus/20261124/us-east-1/s3/"
                + "aws4_request, SignedHeaders=content-md5;host;x-amz-checksum-crc32;"
                + "x-amz-content-sha256;x-amz-date, Signature=00\n\n");

    String half = text(Forgery.halfPut(put, bytes("abcdef"), KEYS));

    assertThat(half.replaceFirst("Signature=[0-9a-f]{64}", "Signature=64 digits"))
        .isEqualTo(
            "PUT /b/k?x-id=PutObject HTTP/1.1\n"
                + "authorization: AWS4-HMAC-SHA256 "
                + "Credential=lakebus/20261124/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
                + "Signature=64 digits\n"
                + "content-length: 3\n"
                + "content-type: text/plain\n"
                + "host: h\n"
                + "x-amz-content-sha256: "
                + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
                + "x-amz-date: 20261124T000000Z\n\n"
                + "abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /b/k HTTP/1.1\n\n",
        "PUT /b/k?partNumber=1&uploadId=2 HTTP/1.1\n\n",
        "PUT /b/k HTTP/1.1\nx-amz-copy-source: /b/other\n\n"
      })
  void whatStoresNoWholeObjectOfItsOwnIsNoPut(String head) {
    assertThat(Forgery.isPut(request(head))).isFalse();
    assertThat(Forgery.isPut(request("PUT /b/k HTTP/1.1\n\n"))).isTrue();
  }
}
