// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;

/**
 * Which records of the log have left no row behind: part of {@link Invariant#VISIBILITY}. From the
 * run's first row on, up to where the archive says that it is complete, each record is a row of the
 * archive or the quarantine, or a repeat, or has expired before it was read; and there are no more
 * of these than the senders have sent again and the log has lost.
 *
 * <p>It sees events that nobody's journal can tell of, because their answer was lost. It sees them
 * only beyond the number of repeats: an event that was sent three times, and of which two sendings
 * never reached the log, hides two that are lost. Where another vendor sent meanwhile it says
 * nothing.
 *
 * @param records how many records were looked at
 * @param holes how many of them have left no row
 * @param repeats how many may be repeats, or have expired
 */
record LogCover(long records, long holes, long repeats) {

  /** Looks at the rows of archive and quarantine; empty where nothing can be said. */
  static Optional<LogCover> of(
      List<Table> tables,
      IcebergTables iceberg,
      Commit complete,
      Expectations expectations,
      Map<String, Found> archived) {
    Map<Integer, Long> from = firstOfRun(expectations, archived);
    Map<Integer, BitSet> rows = new HashMap<>();
    from.keySet().forEach(partition -> rows.put(partition, new BitSet()));
    AtomicBoolean others = new AtomicBoolean();
    for (Table table : tables) {
      iceberg
          .files()
          .forEach(
              table,
              IcebergTables.live(table),
              List.of("_vendor", DataFiles.PARTITION, DataFiles.OFFSET),
              (file, row) -> {
                Place place = DataFiles.place(row);
                Long first = from.get(place.partition());
                if (first != null
                    && place.offset() >= first
                    && complete.covers(place.partition(), place.offset())) {
                  if (isOthers(row, iceberg.vendor())) {
                    others.set(true);
                  }
                  BitSet seen = rows.get(place.partition());
                  synchronized (seen) {
                    seen.set(Math.toIntExact(place.offset() - first));
                  }
                }
              });
    }
    if (others.get() || from.isEmpty()) {
      return Optional.empty();
    }
    long records = 0;
    long holes = 0;
    for (Map.Entry<Integer, Long> first : from.entrySet()) {
      long length = complete.offsets().getOrDefault(first.getKey(), 0L) - first.getValue();
      records += length;
      holes += length - rows.get(first.getKey()).cardinality();
    }
    return Optional.of(new LogCover(records, holes, repeats(expectations, archived)));
  }

  private static boolean isOthers(Record row, String vendor) {
    Object sender = row.getField("_vendor");
    return sender != null && !sender.equals(vendor);
  }

  private static Map<Integer, Long> firstOfRun(
      Expectations expectations, Map<String, Found> archived) {
    Map<Integer, Long> first = new HashMap<>();
    archived.forEach(
        (id, found) -> {
          if (expectations.events().containsKey(id)
              && !found.receivedAt().isBefore(expectations.start())) {
            first.merge(found.place().partition(), found.place().offset(), Math::min);
          }
        });
    return first;
  }

  private static long repeats(Expectations expectations, Map<String, Found> archived) {
    long journaled =
        expectations.events().entrySet().stream()
            .filter(event -> archived.containsKey(event.getKey()))
            .mapToLong(event -> event.getValue().sends() - 1)
            .sum();
    return journaled + expectations.withoutRow();
  }

  /** What is wrong with that, in words. */
  Optional<String> violation() {
    return holes <= repeats
        ? Optional.empty()
        : Optional.of(
            "%,d records of the log have left no row, and at most %,d were repeats"
                .formatted(holes, repeats));
  }
}
