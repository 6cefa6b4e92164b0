// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The object inside the body of a PUT. Its size in chunks may be told twice: by HTTP (RFC 9112) and
 * by S3, whose chunks carry signatures (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">streaming</a>).
 */
final class S3Payload {

  private S3Payload() {}

  static byte[] of(HttpHead head, byte[] body) {
    byte[] bytes = head.isChunked() ? joinChunks(body) : body;
    boolean isStreamed = head.header(S3Signature.PAYLOAD_HASH).startsWith("STREAMING-");
    return isStreamed ? joinChunks(bytes) : bytes;
  }

  private static byte[] joinChunks(byte[] body) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(body.length);
    int from = 0;
    while (from < body.length) {
      int lineEnd = endOfLine(body, from);
      int size = (int) HttpBodies.chunkSize(Arrays.copyOfRange(body, from, lineEnd));
      if (size <= 0 || lineEnd + size > body.length) {
        break;
      }
      joined.write(body, lineEnd, size);
      from = lineEnd + size + HttpBodies.LINE_END.length;
    }
    return joined.toByteArray();
  }

  /** Behind the line feed. */
  private static int endOfLine(byte[] body, int from) {
    int end = from;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, body.length);
  }
}
