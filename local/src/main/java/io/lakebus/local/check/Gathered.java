// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.digest.Sha256;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iceberg.data.Record;

/** The rows of one table by event, while its files are read. */
final class Gathered {

  /** The column that every table of a bus has. */
  static final String EVENT_ID = "_event_id";

  private static final String VERSION = "_bus_version";

  private static final List<String> OF_EVENT =
      List.of(EVENT_ID, "_vendor", "_received_at", DataFiles.PARTITION, DataFiles.OFFSET, VERSION);

  /** Which of a bus's tables it is; columns of its own tell whose the rows are. */
  enum Kind {
    ARCHIVE,
    QUARANTINE,
    OF_RULES
  }

  private record Row(
      OffsetDateTime receivedAt, Place place, int version, String sha256, List<String> marks) {}

  private final Kind kind;
  private final String vendor;
  private final Map<String, List<Row>> rows = new HashMap<>();
  private final Marks known = new Marks();

  /**
   * @param vendor whose events are gathered
   */
  Gathered(Kind kind, String vendor) {
    this.kind = kind;
    this.vendor = vendor;
  }

  /** The columns that rows need. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(OF_EVENT);
    columns.addAll(
        switch (kind) {
          case ARCHIVE -> List.of("_rules", "detail");
          case QUARANTINE -> List.of("rule", "code");
          case OF_RULES -> List.of("_rule");
        });
    return columns;
  }

  synchronized void add(Record row) {
    if (row.getField(EVENT_ID) != null && vendor.equals(row.getField("_vendor"))) {
      rows.computeIfAbsent((String) row.getField(EVENT_ID), first -> new ArrayList<>(1))
          .add(
              new Row(
                  (OffsetDateTime) row.getField("_received_at"),
                  DataFiles.place(row),
                  (int) row.getField(VERSION),
                  kind == Kind.ARCHIVE ? Sha256.hex((String) row.getField("detail")) : null,
                  known.share(1, marks(row)).marks()));
    }
  }

  private List<String> marks(Record row) {
    return switch (kind) {
      case ARCHIVE -> ((List<?>) row.getField("_rules")).stream().map(String::valueOf).toList();
      case QUARANTINE -> {
        Object rule = row.getField("rule");
        yield List.of((rule == null ? "" : rule) + "/" + row.getField("code"));
      }
      case OF_RULES -> List.of((String) row.getField("_rule"));
    };
  }

  synchronized Map<String, Found> found() {
    Map<String, Found> found = new HashMap<>();
    rows.forEach((id, ofEvent) -> found.put(id, found(ofEvent)));
    return found;
  }

  private Found found(List<Row> ofEvent) {
    Row last = ofEvent.getLast();
    List<String> marks =
        kind == Kind.ARCHIVE
            ? last.marks()
            : ofEvent.stream().flatMap(row -> row.marks().stream()).toList();
    return new Found(
        known.share(ofEvent.size(), marks),
        ofEvent.stream()
            .map(row -> row.receivedAt().toInstant())
            .max(Comparator.naturalOrder())
            .orElseThrow(),
        last.place(),
        ofEvent.stream().allMatch(row -> row.version() == last.version())
            ? OptionalInt.of(last.version())
            : OptionalInt.empty(),
        Optional.ofNullable(last.sha256()));
  }
}
