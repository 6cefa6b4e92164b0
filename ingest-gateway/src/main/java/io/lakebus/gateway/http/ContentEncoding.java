// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.github.luben.zstd.ZstdInputStream;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** How a body is compressed. */
enum ContentEncoding {
  IDENTITY("plain"),
  GZIP("gzip"),
  ZSTD("zstd");

  /**
   * 8 MiB: what RFC 9659 lets a sender of zstd use, so no frame makes the gateway take more. The
   * memory for a window is used only as far as a body inflates, so what bounds bodies bounds it.
   */
  private static final int ZSTD_WINDOW_LOG = 23;

  private final String noun;

  ContentEncoding(String noun) {
    this.noun = noun;
  }

  String noun() {
    return noun;
  }

  static ContentEncoding parse(Optional<String> header) throws RefusedException {
    return switch (name(header)) {
      case "identity", "" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "zstd" -> ZSTD;
      default ->
          throw new RefusedException(
              ProblemCode.UNSUPPORTED_ENCODING, "Content-Encoding can be gzip, zstd or identity");
    };
  }

  private static String name(Optional<String> header) {
    return header.map(text -> text.strip().toLowerCase(Locale.ROOT)).orElse("");
  }

  /**
   * Requires that a body is not compressed: where what is signed is the body as it comes.
   *
   * @throws RefusedException if it is
   */
  static void requirePlain(Optional<String> header) throws RefusedException {
    String name = name(header);
    if (!name.isEmpty() && !name.equals("identity")) {
      throw new RefusedException(
          ProblemCode.UNSUPPORTED_ENCODING, "the body of such a call is not compressed");
    }
  }

  /** The plain bytes of a compressed stream; reading inflates no more than is asked for. */
  InputStream inflate(InputStream stream) throws IOException {
    return switch (this) {
      case IDENTITY -> stream;
      case GZIP -> new GzipInput(stream);
      case ZSTD -> new ZstdInputStream(stream).setLongMax(ZSTD_WINDOW_LOG);
    };
  }
}
