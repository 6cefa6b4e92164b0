// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.cli.Pause;
import io.lakebus.local.sql.Queries;
import io.lakebus.local.sql.QueryException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the newest rows of every table between two faults: whether they can be read, and each event
 * is there once. So a look costs the same after an hour as after a minute; the check at the end of
 * a run reads everything.
 */
final class Readers {

  /** What a fault may have changed: longer than a fault and its recovery take together. */
  private static final Duration NEWEST = Duration.ofMinutes(6);

  private static final int TRIES = 4;
  private static final Duration BETWEEN = Duration.ofSeconds(3);

  private final String url;
  private final List<String> tables;
  private final Pause pause;
  private final Map<String, Long> doubledBefore = new HashMap<>();

  /**
   * Reads through Trino.
   *
   * @param url of the JDBC driver, with catalog and schema
   * @param tables those in which an event has one row at most
   */
  Readers(String url, List<String> tables, Pause pause) {
    this.url = url;
    this.tables = List.copyOf(tables);
    this.pause = pause;
  }

  /**
   * What was seen.
   *
   * @param unreadable tables that could not be read
   * @param doubled how many more rows are too many than at the last look
   */
  record Seen(long unreadable, long doubled) {
    static final Seen NOTHING = new Seen(0, 0);
  }

  /** Reads all tables now. */
  Seen look() throws InterruptedException {
    long unreadable = 0;
    long doubled = 0;
    for (String table : tables) {
      try {
        long now = doubled(table);
        doubled += Math.max(0, now - doubledBefore.getOrDefault(table, 0L));
        doubledBefore.put(table, now);
      } catch (QueryException e) {
        unreadable++;
      }
    }
    return new Seen(unreadable, doubled);
  }

  /** Rows beyond one for each event. Trino may have come back only just now. */
  private long doubled(String table) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (Queries queries = new Queries(url)) {
        return queries.number(
            "SELECT count(*) - count(DISTINCT _event_id) FROM \"%s\"".formatted(table)
                + " WHERE _received_at > current_timestamp - INTERVAL '%d' SECOND"
                    .formatted(NEWEST.toSeconds()));
      } catch (QueryException e) {
        if (attempt == TRIES) {
          throw e;
        }
        pause.sleep(BETWEEN);
      }
    }
  }
}
