// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Requests of which none is accepted, each of another kind than the one before. */
final class Rubbish {

  /** Of what is broken at its very end. */
  private static final int BROKEN_BYTES = 100 << 10;

  private static final int DEPTH = 20_000;

  /** More than a gateway takes by default, inflated or as it is announced. */
  private static final int TOO_LARGE = 6 << 20;

  /** How much of a body comes that is announced as too large. */
  private static final int BEGUN_BYTES = 16 << 10;

  private static final String START = "{\"detail-type\":\"match.score\",\"detail\":";

  private final BadPlan.Target target;
  private final List<ByteBuffer> kinds;

  Rubbish(BadPlan.Target target) {
    this.target = target;
    this.kinds =
        List.of(broken(), deep(), wrongKey(), wrongSignature(), bomb(), announcedTooLarge());
  }

  /** The request of this number, ready to be written, whoever else writes it at the same time. */
  ByteBuffer request(long number) {
    return kinds.get((int) Long.remainderUnsigned(number, kinds.size())).duplicate();
  }

  /** How many kinds there are. */
  int kinds() {
    return kinds.size();
  }

  private ByteBuffer broken() {
    String start = START + "{\"report\":\"";
    String body = start + "x".repeat(BROKEN_BYTES - start.length() - 1) + "\"";
    return whole(vendor(target.freeKey(), ""), body.getBytes(US_ASCII));
  }

  private ByteBuffer deep() {
    String body = START + "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH + 1);
    return whole(vendor(target.freeKey(), ""), body.getBytes(US_ASCII));
  }

  private ByteBuffer wrongKey() {
    return whole(vendor("lbk_nobody_0123456789abcdef", ""), event());
  }

  private ByteBuffer wrongSignature() {
    String signature = "x-hub-signature-256: sha256=" + "0".repeat(64) + "\r\n";
    return whole(
        head("/v1/hooks/" + target.hook(), "x-github-event: push\r\n" + signature), event());
  }

  private ByteBuffer bomb() {
    byte[] spaces = new byte[TOO_LARGE];
    Arrays.fill(spaces, (byte) ' ');
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write(spaces);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole(vendor(target.freeKey(), "Content-Encoding: gzip\r\n"), body.toByteArray());
  }

  private ByteBuffer announcedTooLarge() {
    return request(vendor(target.freeKey(), ""), TOO_LARGE, new byte[BEGUN_BYTES]);
  }

  private static byte[] event() {
    byte[] event = new byte[EventBodies.BYTES];
    new EventBodies().put(0, event, 0);
    return event;
  }

  private String vendor(String key, String fields) {
    return head("/v1/events", "Authorization: Bearer " + key + "\r\n" + fields);
  }

  private String head(String path, String fields) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + target.port()
        + "\r\nContent-Type: application/json\r\n"
        + fields;
  }

  private static ByteBuffer whole(String head, byte[] body) {
    return request(head, body.length, body);
  }

  private static ByteBuffer request(String head, int announced, byte[] body) {
    byte[] start = (head + "Content-Length: " + announced + "\r\n\r\n").getBytes(US_ASCII);
    return ByteBuffer.allocateDirect(start.length + body.length).put(start).put(body).flip();
  }
}
