// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.bus.ColumnType.Simple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a definition says about tables. */
final class TablesReader {

  /** The columns that every routed table has, with the types that partitioning needs to know. */
  private static final Map<String, ColumnType> RESERVED =
      Map.ofEntries(
          Map.entry("_event_id", Simple.STRING),
          Map.entry("_vendor", Simple.STRING),
          Map.entry("_source", Simple.STRING),
          Map.entry("_type", Simple.STRING),
          Map.entry("_event_time", Simple.TIMESTAMPTZ),
          Map.entry("_received_at", Simple.TIMESTAMPTZ),
          Map.entry("_rule", Simple.STRING),
          Map.entry("_bus_version", Simple.INT),
          Map.entry("_kafka_partition", Simple.INT),
          Map.entry("_kafka_offset", Simple.LONG),
          Map.entry("_rescued", Simple.STRING));

  private static final Set<Simple> TIMES = EnumSet.of(Simple.TIMESTAMP, Simple.TIMESTAMPTZ);
  private static final Set<Simple> NOT_FOR_BUCKETS =
      EnumSet.of(Simple.BOOLEAN, Simple.FLOAT, Simple.DOUBLE);
  private static final Set<Simple> FOR_TRUNCATION =
      EnumSet.of(Simple.INT, Simple.LONG, Simple.STRING, Simple.BINARY);

  private final String namespace;
  private final Problems problems;

  TablesReader(String namespace, Problems problems) {
    this.namespace = namespace;
    this.problems = problems;
  }

  /**
   * The tables by qualified name.
   *
   * @param rules the rules: a table that none of them writes to is a slip
   */
  Map<String, TableSpec> read(Fields tables, RulesReader rules) {
    Map<String, TableSpec> result = new LinkedHashMap<>();
    tables
        .takeAll()
        .forEach(
            (name, value) -> {
              Optional<TableNameTemplate> table =
                  problems.attempt(value.place(), name, TablesReader::fixedName);
              table.ifPresent(found -> checkTarget(found, rules, value.place()));
              TableSpec spec = spec(Fields.of(value, problems));
              table.ifPresent(found -> result.put(found.qualified(namespace), spec));
            });
    return result;
  }

  private static TableNameTemplate fixedName(String name) {
    TableNameTemplate table = TableNameTemplate.parse(name);
    if (!table.isFixed()) {
      throw new IllegalArgumentException("'" + name + "': tables are named one by one here");
    }
    return table;
  }

  private void checkTarget(TableNameTemplate table, RulesReader rules, Yaml.Place place) {
    if (!rules.canWriteTo(table, namespace)) {
      problems.add(place, "no rule writes to this table");
    }
  }

  private TableSpec spec(Fields fields) {
    Map<String, ColumnType> columns =
        fields.takeFields("columns").map(this::columns).orElse(Map.of());
    List<PartitionField> partition = TableSpec.DEFAULT.partition();
    if (fields.has("partition")) {
      partition = partition(fields.takeList("partition"), columns);
    }
    fields.finish("partition", "columns");
    return new TableSpec(partition, columns);
  }

  private Map<String, ColumnType> columns(Fields fields) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    Map<String, String> spellings = new HashMap<>();
    fields
        .takeAll()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              String other = spellings.putIfAbsent(lower, name);
              if (name.isEmpty()) {
                problems.add(value.place(), "a column's name is empty");
              } else if (RESERVED.containsKey(lower)) {
                problems.add(value.place(), "is a reserved column, whose type is fixed");
              } else if (other != null) {
                problems.add(
                    value.place(), "is the same column as '" + other + "': case does not count");
              }
              Fields.scalar(value, ColumnType::parse, problems)
                  .ifPresent(type -> columns.put(name, type));
            });
    return columns;
  }

  private List<PartitionField> partition(List<Yaml> values, Map<String, ColumnType> columns) {
    List<PartitionField> partition = new ArrayList<>();
    Set<PartitionField> seen = new HashSet<>();
    for (Yaml value : values) {
      Fields.scalar(value, PartitionField::parse, problems)
          .ifPresent(
              field -> {
                partitionProblem(field, columns)
                    .ifPresent(message -> problems.add(value.place(), message));
                if (!seen.add(field)) {
                  problems.add(value.place(), "the partition field is there already");
                }
                partition.add(field);
              });
    }
    return partition;
  }

  private static Optional<String> partitionProblem(
      PartitionField field, Map<String, ColumnType> columns) {
    ColumnType type = RESERVED.getOrDefault(field.column(), columns.get(field.column()));
    if (type == null) {
      return Optional.of(
          "'"
              + field.column()
              + "' has no known type: give it under columns, or take a reserved column");
    }
    boolean fits =
        switch (field.kind()) {
          case IDENTITY -> true;
          case HOUR -> type instanceof Simple simple && TIMES.contains(simple);
          case DAY, MONTH, YEAR ->
              type instanceof Simple simple && (TIMES.contains(simple) || simple == Simple.DATE);
          case BUCKET -> !(type instanceof Simple simple && NOT_FOR_BUCKETS.contains(simple));
          case TRUNCATE -> !(type instanceof Simple simple && !FOR_TRUNCATION.contains(simple));
        };
    return fits
        ? Optional.empty()
        : Optional.of(
            "'"
                + field.column()
                + "' is a "
                + type.text()
                + ", which cannot be partitioned by "
                + field.kind().name().toLowerCase(Locale.ROOT));
  }
}
