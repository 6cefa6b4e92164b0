// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Rule;
import io.lakebus.bus.TableNameTemplate;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.DetailReader;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.event.StrictJson;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.route.TableId;
import io.lakebus.rule.Envelope;
import io.lakebus.rule.ModelMatcher;
import io.lakebus.rule.RuleMatcher;
import io.lakebus.transform.InvalidTransformException;
import io.lakebus.transform.Transform;
import io.lakebus.transform.TransformSpec;
import io.lakebus.transform.Transforms;
import io.lakebus.transform.Yield;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a bus definition makes of an event, worked out anew: not by the router, and not by its
 * matcher but by {@link ModelMatcher}. Transforms, the filling of table names and the check of
 * contracts are the product's own, so a fault in these is not found here; and so is the matching of
 * a pattern that the model does not know, which {@link #unmodelled} names. The model knows no limit
 * of tables, and none of how costly an event is to match.
 */
final class RoutingModel {

  /** The envelope's fields that every event has. */
  private static final Set<String> ALWAYS_THERE =
      Set.of("version", "id", "detail-type", "source", "account", "time", "region");

  private record ModelRule(Rule rule, Predicate<ObjectNode> matches, Transform transform) {}

  private final Bus bus;
  private final String vendor;
  private final List<ModelRule> rules = new ArrayList<>();
  private final List<String> unmodelled = new ArrayList<>();

  /** Equal outcomes are one object: there are millions of events, and few kinds of them. */
  private final Map<Map<TableId, Share>, Map<TableId, Share>> known = new HashMap<>();

  /**
   * @param vendor who sent the events
   */
  RoutingModel(Bus bus, String vendor) {
    this.bus = bus;
    this.vendor = vendor;
    for (Rule rule : bus.rules()) {
      rules.add(new ModelRule(rule, matcher(rule), transform(rule)));
    }
  }

  private Predicate<ObjectNode> matcher(Rule rule) {
    Optional<ModelMatcher> model = ModelMatcher.of(rule.pattern());
    if (model.isPresent()) {
      return model.get()::matches;
    }
    unmodelled.add(rule.name());
    RuleMatcher product = new RuleMatcher(List.of(rule.pattern()));
    return envelope -> product.match(envelope).length > 0;
  }

  private static Transform transform(Rule rule) {
    try {
      return Transforms.compile(rule.name(), rule.transform());
    } catch (InvalidTransformException e) {
      throw new IllegalArgumentException("rule " + rule.name() + ": " + e.getMessage(), e);
    }
  }

  /** The table of all accepted events. */
  TableId archive() {
    return TableId.archive(bus);
  }

  /** The table of dead letters. */
  TableId quarantine() {
    return TableId.quarantine(bus);
  }

  /** How many rules there are. */
  int rules() {
    return rules.size();
  }

  /** Rules whose patterns only the product's own matcher knows. */
  List<String> unmodelled() {
    return List.copyOf(unmodelled);
  }

  /** The tables that rules name whatever the event. */
  Set<TableId> fixedTables() {
    Set<TableId> tables = new LinkedHashSet<>();
    for (Rule rule : bus.rules()) {
      rule.targets().stream()
          .filter(TableNameTemplate::isFixed)
          .forEach(target -> tables.add(table(target, placeholder -> "")));
    }
    return tables;
  }

  /** Those of them that have a row of every event of the archive. */
  Set<TableId> twins() {
    Set<TableId> twins = new LinkedHashSet<>();
    for (Rule rule : bus.rules()) {
      if (rule.transform() instanceof TransformSpec.None && takesEverything(rule)) {
        rule.targets().stream()
            .filter(TableNameTemplate::isFixed)
            .forEach(target -> twins.add(table(target, placeholder -> "")));
      }
    }
    return twins;
  }

  private static boolean takesEverything(Rule rule) {
    try {
      return StrictJson.mapper().readTree(rule.pattern().text()).properties().stream()
          .allMatch(
              field -> ALWAYS_THERE.contains(field.getKey()) && isExistence(field.getValue()));
    } catch (IOException e) {
      throw new UncheckedIOException("a pattern that was parsed cannot be read", e);
    }
  }

  private static boolean isExistence(JsonNode conditions) {
    return conditions.isArray()
        && conditions.valueStream().anyMatch(condition -> condition.path("exists").asBoolean());
  }

  /** What an accepted event makes, by table; one that fails as a whole is not in the archive. */
  Map<TableId, Share> of(JournalEntry entry) {
    Map<TableId, Share> shares = made(event(entry));
    return known.computeIfAbsent(shares, same -> same);
  }

  private Map<TableId, Share> made(Event event) {
    return switch (DetailReader.read(event.detail())) {
      case DetailReader.Detail.Invalid invalid -> quarantined(invalid.problem().deadLetter());
      case DetailReader.Detail.Tree detail ->
          bus.contract(event.type())
              .flatMap(contract -> contract.deadLetter(detail.tree()))
              .map(this::quarantined)
              .orElseGet(() -> made(event, Envelope.of(event, detail.tree())));
    };
  }

  private Map<TableId, Share> quarantined(DeadLetter letter) {
    return Map.of(quarantine(), Share.of(List.of(Letters.mark(letter))));
  }

  private Map<TableId, Share> made(Event event, ObjectNode envelope) {
    List<String> took = new ArrayList<>();
    List<String> letters = new ArrayList<>();
    Map<TableId, List<String>> rows = new TreeMap<>(TableFinding.BY_NAME);
    for (ModelRule rule : rules) {
      if (rule.matches().test(envelope)) {
        took.add(rule.rule().name());
        switch (rule.transform().apply(event, envelope)) {
          case Yield.Rows yielded -> add(event, rule.rule(), yielded.rows().size(), rows, letters);
          case Yield.Failed failed ->
              letters.add(
                  Letters.mark(
                      DeadLetter.ofRule(failed.reason(), rule.rule().name(), failed.message())));
        }
      }
    }
    Map<TableId, Share> shares = new HashMap<>();
    rows.forEach((table, marks) -> shares.put(table, Share.of(marks)));
    shares.put(archive(), new Share(1, took));
    if (!letters.isEmpty()) {
      shares.put(quarantine(), Share.of(letters));
    }
    return Map.copyOf(shares);
  }

  private void add(
      Event event, Rule rule, int count, Map<TableId, List<String>> rows, List<String> letters) {
    for (TableNameTemplate target : rule.targets()) {
      TableId table =
          table(
              target,
              placeholder ->
                  switch (placeholder) {
                    case DETAIL_TYPE -> event.type();
                    case SOURCE -> event.source();
                    case VENDOR -> event.vendor();
                  });
      if (count > 0 && isNoName(table)) {
        letters.add(
            Letters.mark(DeadLetter.ofRule(Reason.INVALID_TABLE_NAME, rule.name(), "no name")));
      } else {
        for (int row = 0; row < count; row++) {
          rows.computeIfAbsent(table, first -> new ArrayList<>()).add(rule.name());
        }
      }
    }
  }

  private boolean isNoName(TableId table) {
    return table.name().isEmpty()
        || table.name().length() > TableNameTemplate.MAX_LENGTH
        || table.equals(archive())
        || table.equals(quarantine());
  }

  private TableId table(
      TableNameTemplate target, Function<TableNameTemplate.Placeholder, String> values) {
    return new TableId(target.namespace().orElse(bus.name()), target.fill(values));
  }

  private Event event(JournalEntry entry) {
    try {
      return new Event(
          entry.id(),
          entry.source().orElse(vendor),
          entry.type(),
          vendor,
          entry.sentAt(),
          entry.sentAt(),
          List.of(),
          Map.of(),
          StrictJson.mapper().writeValueAsBytes(entry.detail()));
    } catch (IOException e) {
      throw new UncheckedIOException("a tree that was parsed cannot be written", e);
    }
  }
}
