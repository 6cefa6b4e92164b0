// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How long a body is, and where it ends (RFC 9112, section 6). */
final class HttpBodies {

  static final byte[] LINE_END = {'\r', '\n'};

  private HttpBodies() {}

  static Body ofRequest(HttpHead head, Source source) {
    if (head.isChunked()) {
      return sink -> transferChunks(source, sink);
    }
    long length = Math.max(0, head.contentLength());
    return sink -> source.transfer(length, sink);
  }

  static Body ofAnswer(HttpHead head, Source source, Exchange exchange) {
    boolean isBodyless =
        head.status() < 200
            || head.status() == 204
            || head.status() == 304
            || exchange.is(RequestKind.http("HEAD", ""));
    if (isBodyless) {
      return Body.NONE;
    }
    if (!head.isChunked() && head.contentLength() < 0) {
      return source::transferAll;
    }
    return ofRequest(head, source);
  }

  private static void transferChunks(Source source, Sink sink) throws IOException {
    long size = chunkSize(transferLine(source, sink));
    while (size > 0) {
      source.transfer(size + LINE_END.length, sink);
      size = chunkSize(transferLine(source, sink));
    }
    if (size < 0) {
      throw transferredWithoutEnd(source, sink);
    }
    byte[] trailer = transferLine(source, sink);
    while (trailer.length > LINE_END.length) {
      trailer = transferLine(source, sink);
    }
  }

  private static byte[] transferLine(Source source, Sink sink) throws IOException {
    byte[] line = source.takeThrough(LINE_END);
    if (line.length == 0) {
      throw transferredWithoutEnd(source, sink);
    }
    sink.write(line);
    return line;
  }

  /** What is not in chunks has no end before the connection's. */
  private static EOFException transferredWithoutEnd(Source source, Sink sink) throws IOException {
    source.transferAll(sink);
    return new EOFException("chunks break off");
  }

  /** The size at the front of a chunk's first line; negative if there is none. */
  static long chunkSize(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    return HttpHead.number(text.split(";", 2)[0].strip(), 16, -1);
  }
}
