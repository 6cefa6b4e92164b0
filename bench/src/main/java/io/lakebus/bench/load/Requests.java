// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the requests of one connection, each in place of the one before. */
final class Requests {

  private final EventBodies bodies;
  private final AtomicLong numbers;
  private final int batch;
  private final byte[] bytes;
  private final int bodyStart;
  private final ByteBuffer buffer;

  /**
   * @param bodies the events
   * @param numbers the number of the next event; all connections share it
   * @param target where requests go
   */
  Requests(EventBodies bodies, AtomicLong numbers, LoadPlan.Target target) {
    this.bodies = bodies;
    this.numbers = numbers;
    this.batch = target.batch();
    int length = batch == 1 ? EventBodies.BYTES : 1 + batch * (EventBodies.BYTES + 1);
    byte[] head = head(target, length).getBytes(StandardCharsets.US_ASCII);
    this.bytes = new byte[head.length + length];
    this.bodyStart = head.length;
    this.buffer = ByteBuffer.allocateDirect(bytes.length);
    System.arraycopy(head, 0, bytes, 0, head.length);
  }

  private static String head(LoadPlan.Target target, int length) {
    return "POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1:"
        + target.port()
        + "\r\nAuthorization: Bearer "
        + target.key()
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** The next one, ready to be written; it holds until the next call. */
  ByteBuffer next() {
    long number = numbers.getAndAdd(batch);
    if (batch == 1) {
      bodies.put(number, bytes, bodyStart);
    } else {
      int at = bodyStart;
      for (int i = 0; i < batch; i++) {
        bytes[at] = (byte) (i == 0 ? '[' : ',');
        bodies.put(number + i, bytes, at + 1);
        at += 1 + EventBodies.BYTES;
      }
      bytes[at] = ']';
    }
    return buffer.clear().put(bytes).flip();
  }
}
