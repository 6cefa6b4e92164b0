// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.limit.Turns;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What it costs a processor's time to read, and nothing else: once it is no longer light it is read
 * in its party's turn, which lasts until it is closed.
 */
final class InTurn extends BlockInput {

  private final InputStream in;
  private final Turns turns;
  private final String party;
  private long bytes;
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
    int count = in.read(target, offset, length);
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
