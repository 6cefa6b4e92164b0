// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the whole definition and checks what one part of it means for another. */
final class BusReader {

  private static final int DEFAULT_MAX_TABLES = 500;
  private static final int HIGHEST_MAX_TABLES = 100_000;

  private static final Duration DEFAULT_DEDUP_WINDOW = Duration.ofHours(80);
  private static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration DEFAULT_ARCHIVE_RETENTION = Duration.ofDays(30);
  private static final Duration DEFAULT_QUARANTINE_RETENTION = Duration.ofDays(90);

  /** The namespace that cannot be had, because engines answer questions about tables under it. */
  private static final String ENGINES_OWN = "information_schema";

  private static final String[] KEYS = {
    "bus",
    "vendors",
    "rules",
    "tables",
    "archive",
    "quarantine",
    "dedup",
    "commit",
    "max-tables",
    "contracts"
  };

  private final Problems problems;

  BusReader(Problems problems) {
    this.problems = problems;
  }

  /** The bus; worth nothing if there are problems, and empty if its name is one of them. */
  Optional<Bus> read(Yaml definition) {
    Fields fields = Fields.of(definition, problems);
    Optional<String> name = fields.require("bus", BusReader::busName);
    Map<String, Vendor> vendors =
        fields.takeFields("vendors").map(new VendorsReader(problems)::read).orElse(Map.of());
    RulesReader rulesReader = new RulesReader(problems);
    List<Rule> rules = fields.takeFields("rules").map(rulesReader::read).orElse(List.of());
    Kept archive = kept(fields, "archive", new Kept("events", DEFAULT_ARCHIVE_RETENTION));
    Kept quarantine =
        kept(fields, "quarantine", new Kept("quarantine", DEFAULT_QUARANTINE_RETENTION));
    Optional<Fields> tables = fields.takeFields("tables");
    Duration window = dedupWindow(fields);
    Duration interval = commitInterval(fields);
    int maxTables =
        fields
            .take("max-tables", text -> (int) Names.number(text, 1, HIGHEST_MAX_TABLES))
            .orElse(DEFAULT_MAX_TABLES);
    Map<String, Contract> contracts =
        fields.takeFields("contracts").map(new ContractsReader(problems)::read).orElse(Map.of());
    fields.finish(KEYS);
    if (archive.table().equals(quarantine.table())) {
      problems.add(
          fields.place(), "archive and quarantine are both called '" + archive.table() + "'");
    }
    return name.map(
        busName -> {
          rulesReader.checkTargets(busName, List.of(archive.table(), quarantine.table()));
          TablesReader tablesReader = new TablesReader(busName, problems);
          return new Bus(
              busName,
              vendors,
              rules,
              tables.map(found -> tablesReader.read(found, rulesReader)).orElse(Map.of()),
              new Archive(archive.table(), archive.retention()),
              new Quarantine(quarantine.table(), quarantine.retention()),
              window,
              interval,
              maxTables,
              contracts);
        });
  }

  private static String busName(String text) {
    if (text.equals(ENGINES_OWN)) {
      throw new IllegalArgumentException("'" + text + "' is a namespace that engines keep");
    }
    return Names.bus(text);
  }

  /** What the archive and the quarantine have in common. */
  private record Kept(String table, Duration retention) {}

  private static Kept kept(Fields fields, String key, Kept defaults) {
    return fields
        .takeFields(key)
        .map(
            kept -> {
              String table = kept.take("table", Names::table).orElse(defaults.table());
              Duration retention =
                  kept.take("retention", between("1h", "36500d")).orElse(defaults.retention());
              kept.finish("table", "retention");
              return new Kept(table, retention);
            })
        .orElse(defaults);
  }

  private static Duration dedupWindow(Fields fields) {
    return nested(fields, "dedup", "window", between("1s", "90d")).orElse(DEFAULT_DEDUP_WINDOW);
  }

  private static Duration commitInterval(Fields fields) {
    return nested(fields, "commit", "interval", between("100ms", "1h"))
        .orElse(DEFAULT_COMMIT_INTERVAL);
  }

  private static Optional<Duration> nested(
      Fields fields, String group, String key, Function<String, Duration> parser) {
    return fields
        .takeFields(group)
        .flatMap(
            found -> {
              Optional<Duration> value = found.take(key, parser);
              found.finish(key);
              return value;
            });
  }

  private static Function<String, Duration> between(String low, String high) {
    return text -> Names.duration(text, low, high);
  }
}
