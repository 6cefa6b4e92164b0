// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.dedup;

import io.lakebus.digest.Sha256;
import io.lakebus.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Fingerprints of what an event says: its type, its resources and its detail. Not its time: a
 * vendor that gives none gets another one with each repeat. Not thread-safe.
 */
final class Fingerprint {

  /** How many bytes are kept of the digest: enough that no two contents of one id ever meet. */
  static final int BYTES = 16;

  private final MessageDigest digest = Sha256.newDigest();
  private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);

  /** The first {@link #BYTES} bytes are the fingerprint. */
  byte[] of(Event event) {
    add(event.type().getBytes(StandardCharsets.UTF_8));
    add(event.resources().size());
    for (String resource : event.resources()) {
      add(resource.getBytes(StandardCharsets.UTF_8));
    }
    add(event.detail());
    return digest.digest();
  }

  /** Each part is preceded by its length, so that no two lists of parts look alike. */
  private void add(byte[] part) {
    add(part.length);
    digest.update(part);
  }

  private void add(int value) {
    digest.update(number.clear().putInt(value).array());
  }
}
