// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP relay before PostgreSQL that cuts a connection at a chosen reply, seen by its command tag,
 * as a network does that fails at the worst moment.
 */
final class CuttingRelay implements AutoCloseable {

  /** When to cut the connection. */
  enum Cut {
    /** Never. */
    NEVER,
    /** The database has updated a row and says so; the commit never reaches it. */
    AFTER_UPDATE,
    /** The database has committed; its reply never reaches the client. */
    INSTEAD_OF_COMMIT_REPLY
  }

  private final Relay relay;
  private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingRelay(int target) throws IOException {
    this.relay = new Relay(target, this::passage);
  }

  private Relay.Passage passage(String reply) {
    if (reply.contains("COMMIT\0") && next.compareAndSet(Cut.INSTEAD_OF_COMMIT_REPLY, Cut.NEVER)) {
      cuts.incrementAndGet();
      return Relay.Passage.CUT_INSTEAD;
    }
    if (reply.contains("UPDATE 1\0") && next.compareAndSet(Cut.AFTER_UPDATE, Cut.NEVER)) {
      cuts.incrementAndGet();
      return Relay.Passage.CUT_AFTER;
    }
    return Relay.Passage.PASS;
  }

  int port() {
    return relay.port();
  }

  /** Cuts one connection, the first for which it is time. */
  void cutOnce(Cut cut) {
    next.set(cut);
  }

  /** How many connections were cut. */
  int cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    relay.close();
  }
}
