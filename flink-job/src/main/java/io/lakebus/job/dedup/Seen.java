// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.dedup;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * What dedup remembers of the first event of a key. Kept in state as {@link #VERSION}, the time,
 * the fingerprint: 25 bytes.
 *
 * @param receivedAtMillis when the gateway received it
 * @param fingerprint what it said, {@link Fingerprint#BYTES} bytes
 */
record Seen(long receivedAtMillis, byte[] fingerprint) {

  private static final byte VERSION = 1;
  private static final int SIZE = 1 + Long.BYTES + Fingerprint.BYTES;

  Seen {
    if (fingerprint.length != Fingerprint.BYTES) {
      throw new IllegalArgumentException("a fingerprint has not " + fingerprint.length + " bytes");
    }
  }

  /** What is kept of an event with this digest. */
  static Seen of(long receivedAtMillis, byte[] digest) {
    return new Seen(receivedAtMillis, Arrays.copyOf(digest, Fingerprint.BYTES));
  }

  static Seen fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length != SIZE || buffer.get() != VERSION) {
      throw new IllegalStateException("state of dedup that this version cannot read");
    }
    long receivedAtMillis = buffer.getLong();
    return new Seen(receivedAtMillis, Arrays.copyOfRange(bytes, 1 + Long.BYTES, SIZE));
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(SIZE)
        .put(VERSION)
        .putLong(receivedAtMillis)
        .put(fingerprint)
        .array();
  }

  /**
   * What an event of the same key is, compared with this one. Only times of receipt count: the
   * verdict is the same whenever the log is read. Within the window, and only there, it is a
   * repeat; the log may hand out the two in either order.
   */
  Verdict judge(Seen other, Duration window) {
    if (Math.abs(other.receivedAtMillis - receivedAtMillis) >= window.toMillis()) {
      return Verdict.FIRST;
    }
    return Arrays.equals(fingerprint, other.fingerprint) ? Verdict.REPEAT : Verdict.REUSED_ID;
  }
}
