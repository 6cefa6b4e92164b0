// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.limit.Turns;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What it costs a processor's time to read, and nothing else: once it is no longer light it is read
 * in its party's turn, which lasts until it is closed, and in slices with a rest after each. An
 * event that is light passes a dozen threads, of the gateway and of the log, and where processors
 * are few each of them would wait for its share beside a thread that never rests.
 */
final class InTurn extends BlockInput {

  /** Inflated in about a tenth of a millisecond. */
  private static final int SLICE_BYTES = 64 << 10;

  /** About as long as a slice takes. */
  private static final long REST_NANOS = 100_000;

  private final InputStream in;
  private final Turns turns;
  private final String party;
  private long bytes;
  private long restAt = Turns.LIGHT_BYTES + SLICE_BYTES;
  private Optional<Turns.Turn> turn = Optional.empty();

  /**
   * @param in a stream that never waits; closed with this one
   */
  InTurn(InputStream in, Turns turns, String party) {
    this.in = in;
    this.turns = turns;
    this.party = party;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (turn.isEmpty() && bytes >= Turns.LIGHT_BYTES) {
      turn = Optional.of(turns.take(party));
    }
    if (bytes >= restAt) {
      LockSupport.parkNanos(REST_NANOS);
      restAt = bytes + SLICE_BYTES;
    }
    int count = in.read(target, offset, Math.min(length, SLICE_BYTES));
    bytes += Math.max(count, 0);
    return count;
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      turn.ifPresent(Turns.Turn::close);
      turn = Optional.empty();
    }
  }
}
