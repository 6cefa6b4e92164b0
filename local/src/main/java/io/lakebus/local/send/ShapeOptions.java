// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How records become events. */
final class ShapeOptions {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, ndjson or json (default: by the file's name).")
  private Optional<InputFormat> format = Optional.empty();

  @Option(
      names = "--type-column",
      paramLabel = "NAME",
      defaultValue = "event_type",
      description = "The field that names the event's type (default: ${DEFAULT-VALUE}).")
  private String typeColumn;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      defaultValue = "event_id",
      description = {
        "The field that holds the event's id (default: ${DEFAULT-VALUE}).",
        "A record without one gets an id made of its file, line and content."
      })
  private String idColumn;

  @Option(
      names = "--time-column",
      paramLabel = "NAME",
      defaultValue = "occurred_at",
      description = "The field that says when it happened (default: ${DEFAULT-VALUE}).")
  private String timeColumn;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "One type for all records; the type column is then a field like any other.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "The source that the events claim (default: the vendor's name).")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--new-ids",
      description =
          "Add something to every id that differs in each run: what was sent before is no repeat.")
  private boolean newIds;

  @Option(
      names = "--all-strings",
      description = "Cells of a CSV are strings, also those that look like numbers or true, false.")
  private boolean allStrings;

  @Option(
      names = "--string-columns",
      paramLabel = "NAME",
      split = ",",
      description = "Columns of a CSV whose cells are strings, postal codes for example.")
  private List<String> stringColumns = List.of();

  EventShape shape(long nowMillis) {
    return new EventShape(
        typeColumn,
        idColumn,
        timeColumn,
        type,
        source,
        newIds ? Optional.of(Long.toString(nowMillis, Character.MAX_RADIX)) : Optional.empty());
  }

  CellTypes cells() {
    if (allStrings) {
      return CellTypes.allStrings();
    }
    Set<String> strings = new HashSet<>(stringColumns);
    strings.addAll(List.of(idColumn, timeColumn));
    if (type.isEmpty()) {
      strings.add(typeColumn);
    }
    return CellTypes.recognised(strings);
  }

  /** The format asked for, else the one that the file's name tells. */
  Optional<InputFormat> format(String fileName) {
    return format.or(() -> InputFormat.ofName(fileName));
  }
}
