// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import io.lakebus.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Answers and requests that look as if another had made them. */
final class Forgery {

  /** What a client says about a body that this is not any more. */
  private static final String OF_THE_BODY =
      "expect|transfer-encoding|content-length|content-encoding|content-md5|authorization|"
          + "x-amz-(decoded-content-length|trailer|sdk-checksum-algorithm|checksum-.*)";

  private Forgery() {}

  /** An answer without a body. */
  static byte[] answer(int status) {
    return answer(status + " " + (status / 100 == 2 ? "OK" : "Error"), "");
  }

  private static byte[] answer(String status, String headers) {
    return bytes("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\n\r\n");
  }

  /** Whether it stores a whole object in S3. */
  static boolean isPut(Request request) {
    return request.exchange().is(RequestKind.http("PUT", ""))
        && !head(request).target().contains("uploadId=")
        && !head(request).headers().containsKey("x-amz-copy-source");
  }

  /** S3's answer to a PUT that has stored the whole body. */
  static byte[] putAnswer(Request request, byte[] rest) {
    String etag = HexFormat.of().formatHex(md5(S3Payload.of(head(request), rest)));
    return answer("200 OK", "ETag: \"" + etag + "\"\r\n");
  }

  /** The same PUT with half of the payload. */
  static byte[] halfPut(Request request, byte[] rest, S3Keys keys) {
    HttpHead head = head(request);
    byte[] payload = S3Payload.of(head, rest);
    byte[] half = Arrays.copyOf(payload, payload.length / 2);
    Map<String, String> headers = new TreeMap<>(head.headers());
    headers.keySet().removeIf(name -> name.matches(OF_THE_BODY));
    S3Signature.of(head, keys)
        .ifPresent(
            signature -> {
              headers.put(S3Signature.PAYLOAD_HASH, Sha256.hex(half));
              headers.put(S3Signature.AUTHORIZATION, signature.authorization(headers));
            });
    headers.put("content-length", Integer.toString(half.length));
    StringBuilder text = new StringBuilder();
    text.append(String.join(" ", head.start())).append("\r\n");
    headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    return join(bytes(text + "\r\n"), half);
  }

  private static HttpHead head(Request request) {
    return HttpHead.parse(request.head()).orElseThrow();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
