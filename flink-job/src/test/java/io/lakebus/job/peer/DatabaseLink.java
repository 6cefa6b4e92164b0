// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.catalog.Relay;
import java.io.IOException;

/**
 * A TCP relay before PostgreSQL. A connection may end here when the database has done what it was
 * asked to, which its reply's command tag tells.
 */
final class DatabaseLink implements AutoCloseable {

  private static final String COMMITTED = "COMMIT\0";
  private static final String UPDATED = "UPDATE 1\0";

  private final Relay relay;
  private volatile Faults faults = Faults.of("");

  DatabaseLink(int target) throws IOException {
    this.relay = new Relay(target, this::passage);
  }

  private Relay.Passage passage(String reply) {
    boolean updated = reply.contains(UPDATED);
    boolean lost =
        (reply.contains(COMMITTED) && faults.isDue(Moment.DATABASE_REPLY_LOST))
            || (updated && faults.isDue(Moment.DATABASE_UPDATE_REPLY_LOST));
    if (lost) {
      return Relay.Passage.CUT_INSTEAD;
    }
    return updated && faults.isDue(Moment.DATABASE_LOST)
        ? Relay.Passage.CUT_AFTER
        : Relay.Passage.PASS;
  }

  int port() {
    return relay.port();
  }

  /** From now on these faults may happen. */
  void use(Faults run) {
    faults = run;
  }

  @Override
  public void close() throws IOException {
    relay.close();
  }
}
