// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.time.InstantSource;
import java.util.UUID;

/** Makes ids: UUIDs of version 7, which sort by time. */
final class EventIds {

  private static final int TIME_SHIFT = 16;
  private static final long VERSION = 0x7000;
  private static final long RANDOM_BITS = 0x0fff;

  private EventIds() {}

  /** A new id. */
  static String next(InstantSource clock) {
    UUID random = UUID.randomUUID();
    long high =
        (clock.millis() << TIME_SHIFT) | VERSION | (random.getMostSignificantBits() & RANDOM_BITS);
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }
}
