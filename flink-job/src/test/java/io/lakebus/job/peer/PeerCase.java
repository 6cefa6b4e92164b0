// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.util.ArrayList;
import java.util.List;

/**
 * A sink under a fault.
 *
 * @param point where faults happen
 * @param sink the sink
 */
record PeerCase(Point point, Sinks sink) {

  /** Starting whole clusters takes longest and goes the same way each time. */
  private static final int CLUSTERS_PER_INJECTIONS = 4;

  /** All cases, sinks of a point side by side. */
  static List<PeerCase> all() {
    List<PeerCase> cases = new ArrayList<>();
    for (Point point : Point.values()) {
      cases.add(new PeerCase(point, Sinks.OURS));
      switch (point) {
        case REPLY_LOST, MID_COMMIT, COMMITTED -> {
          cases.add(new PeerCase(point, Sinks.OURS_SINGLY));
          cases.add(new PeerCase(point, Sinks.STOCK));
        }
        case DATABASE_REPLY_LOST -> {
          cases.add(new PeerCase(point, Sinks.STOCK));
          cases.add(new PeerCase(point, Sinks.STOCK_ON_JDBC));
        }
        case REPEATS -> {
          cases.add(new PeerCase(point, Sinks.STOCK));
          cases.add(new PeerCase(point, Sinks.STOCK_WITHOUT_DEDUP));
        }
        default -> cases.add(new PeerCase(point, Sinks.STOCK));
      }
    }
    return cases;
  }

  /** How many faults are injected where so many are asked for. */
  int injections(int asked) {
    return point == Point.WITHOUT_STATE ? Math.ceilDiv(asked, CLUSTERS_PER_INJECTIONS) : asked;
  }

  @Override
  public String toString() {
    return point + " " + sink;
  }
}
