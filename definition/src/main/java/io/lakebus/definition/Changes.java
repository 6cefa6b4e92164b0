// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.bus.Bus;
import io.lakebus.bus.ColumnType;
import io.lakebus.bus.Contract;
import io.lakebus.bus.PartitionField;
import io.lakebus.bus.Rule;
import io.lakebus.bus.TableSpec;
import io.lakebus.definition.Change.Kind;
import io.lakebus.definition.Change.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is different in a definition from the one before it. */
public final class Changes {

  private final Bus before;
  private final Bus after;
  private final List<Change> changes = new ArrayList<>();

  private Changes(Bus before, Bus after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Every difference between two definitions of one bus, by part and name; none if they do the
   * same, however they are written.
   */
  public static List<Change> between(Bus before, Bus after) {
    Changes found = new Changes(before, after);
    found.vendors();
    found.rules();
    found.tables();
    found.contracts();
    found.settings();
    if (found.changes.isEmpty() && !before.equals(after)) {
      found.setting(Part.SETTINGS, "other", "as it was", "different");
    }
    return List.copyOf(found.changes);
  }

  private void vendors() {
    for (String name : names(before.vendors(), after.vendors())) {
      if (!before.vendors().containsKey(name)) {
        add(Part.VENDORS, Kind.ADDED, name, VendorChanges.of(after.vendors().get(name)));
      } else if (!after.vendors().containsKey(name)) {
        add(
            Part.VENDORS,
            Kind.REMOVED,
            name,
            List.of("its keys do not work any more; what it has sent stays"));
      } else {
        changed(
            Part.VENDORS,
            name,
            VendorChanges.between(before.vendors().get(name), after.vendors().get(name)));
      }
    }
  }

  private void rules() {
    Map<String, Rule> old = byName(before.rules());
    Map<String, Rule> next = byName(after.rules());
    for (String name : names(old, next)) {
      if (!old.containsKey(name)) {
        add(Part.RULES, Kind.ADDED, name, lines(texts(next.get(name))));
      } else if (!next.containsKey(name)) {
        add(Part.RULES, Kind.REMOVED, name, List.of("it takes no event any more; its rows stay"));
      } else {
        changed(Part.RULES, name, differences(old.get(name), next.get(name)));
      }
    }
    List<String> kept = old.keySet().stream().filter(next::containsKey).toList();
    List<String> order = next.keySet().stream().filter(old::containsKey).toList();
    if (!kept.equals(order)) {
      add(
          Part.RULES,
          Kind.CHANGED,
          "(order)",
          List.of("was " + String.join(", ", kept), "is " + String.join(", ", order)));
    }
  }

  private List<String> differences(Rule old, Rule next) {
    List<String> lines = differences(texts(old), texts(next));
    return lines.isEmpty() && !old.equals(next) ? List.of("its text between the lines") : lines;
  }

  private static Map<String, Rule> byName(List<Rule> rules) {
    Map<String, Rule> byName = new LinkedHashMap<>();
    rules.forEach(rule -> byName.put(rule.name(), rule));
    return byName;
  }

  private Map<String, String> texts(Rule rule) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("pattern", rule.pattern().text());
    texts.put("transform", TransformTexts.of(rule.transform()));
    texts.put(
        "tables",
        rule.targets().stream()
            .map(target -> target.qualified(after.name()))
            .collect(Collectors.joining(", ")));
    return texts;
  }

  private void tables() {
    for (String name : names(before.tables(), after.tables())) {
      TableSpec old = before.tables().getOrDefault(name, TableSpec.DEFAULT);
      TableSpec next = after.tables().getOrDefault(name, TableSpec.DEFAULT);
      changed(Part.TABLES, name, differences(texts(old), texts(next)));
    }
  }

  private static Map<String, String> texts(TableSpec spec) {
    Map<String, String> texts = new TreeMap<>();
    texts.put(
        "partition",
        spec.partition().isEmpty()
            ? "none"
            : spec.partition().stream().map(Changes::text).collect(Collectors.joining(", ")));
    for (Map.Entry<String, ColumnType> column : spec.columns().entrySet()) {
      texts.put("column " + column.getKey(), column.getValue().text());
    }
    return texts;
  }

  private static String text(PartitionField field) {
    String kind = field.kind().name().toLowerCase(Locale.ROOT);
    String parameter = field.parameter() == 0 ? "" : "[" + field.parameter() + "]";
    return kind + parameter + "(" + field.column() + ")";
  }

  private void contracts() {
    for (String type : names(before.contracts(), after.contracts())) {
      Optional<Contract> old = before.contract(type);
      Optional<Contract> next = after.contract(type);
      if (old.isEmpty()) {
        add(Part.CONTRACTS, Kind.ADDED, type, lines(texts(next.orElseThrow())));
      } else if (next.isEmpty()) {
        add(Part.CONTRACTS, Kind.REMOVED, type, List.of("its details are taken as they come"));
      } else {
        changed(Part.CONTRACTS, type, differences(old.get(), next.get()));
      }
    }
  }

  /** The order in which a schema has its keywords says nothing. */
  private static List<String> differences(Contract old, Contract next) {
    boolean sameSchema = old.schema().equals(next.schema());
    return differences(
        texts(old), texts(sameSchema ? new Contract(old.schema(), next.handling()) : next));
  }

  private static Map<String, String> texts(Contract contract) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("violation", contract.handling().name().toLowerCase(Locale.ROOT));
    texts.put("schema", contract.schema().toString());
    return texts;
  }

  private void settings() {
    setting(
        Part.SETTINGS,
        "max-tables",
        Integer.toString(before.maxTables()),
        Integer.toString(after.maxTables()));
    setting(
        Part.SETTINGS,
        "archive.retention",
        text(before.archive().retention()),
        text(after.archive().retention()));
    setting(
        Part.SETTINGS,
        "quarantine.retention",
        text(before.quarantine().retention()),
        text(after.quarantine().retention()));
    setting(Part.START, "archive.table", before.archive().table(), after.archive().table());
    setting(
        Part.START, "quarantine.table", before.quarantine().table(), after.quarantine().table());
    setting(Part.START, "dedup.window", text(before.dedupWindow()), text(after.dedupWindow()));
    setting(
        Part.START, "commit.interval", text(before.commitInterval()), text(after.commitInterval()));
  }

  private void setting(Part part, String name, String old, String next) {
    if (!old.equals(next)) {
      add(part, Kind.CHANGED, name, List.of("was " + old, "is " + next));
    }
  }

  private static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /**
   * What is said of two things whose texts have the same names, a line or two for each other one.
   */
  static List<String> differences(Map<String, String> old, Map<String, String> next) {
    List<String> lines = new ArrayList<>();
    for (String name : names(old, next)) {
      String was = old.get(name);
      String is = next.get(name);
      if (was == null) {
        lines.add(name + " added: " + is);
      } else if (is == null) {
        lines.add(name + " removed: " + was);
      } else if (!was.equals(is)) {
        lines.add(name + " was " + was);
        lines.add(" ".repeat(name.length()) + " is  " + is);
      }
    }
    return lines;
  }

  /** What is said of a thing that comes new. */
  static List<String> lines(Map<String, String> texts) {
    return texts.entrySet().stream().map(text -> text.getKey() + " " + text.getValue()).toList();
  }

  private static Set<String> names(Map<String, ?> old, Map<String, ?> next) {
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(next.keySet());
    return names;
  }

  private void changed(Part part, String name, List<String> details) {
    if (!details.isEmpty()) {
      add(part, Kind.CHANGED, name, details);
    }
  }

  private void add(Part part, Kind kind, String name, List<String> details) {
    changes.add(new Change(part, kind, name, details));
  }
}
