// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the definitions of a run make of an event, each on its own: which of them routed it, its
 * rows say. Definitions that are equal are one.
 */
final class RoutingModels {

  private final List<RoutingModel> models = new ArrayList<>();
  private final Map<Integer, Integer> definitions = new HashMap<>();

  /** Equal outcomes are one object: there are millions of events, and few kinds of them. */
  private final Map<List<Map<TableId, Share>>, Shares> known = new HashMap<>();

  /**
   * @param vendor who sent the events
   */
  RoutingModels(BusVersions buses, String vendor) {
    Map<Bus, Integer> numbers = new LinkedHashMap<>();
    numbers.put(buses.newest(), 0);
    buses
        .byVersion()
        .forEach(
            (version, bus) ->
                definitions.put(version, numbers.computeIfAbsent(bus, first -> numbers.size())));
    numbers.keySet().forEach(bus -> models.add(new RoutingModel(bus, vendor)));
  }

  /** The table of all accepted events. */
  TableId archive() {
    return models.getFirst().archive();
  }

  /** The table of dead letters. */
  TableId quarantine() {
    return models.getFirst().quarantine();
  }

  /** How many rules there are in the end. */
  int rules() {
    return models.getFirst().rules();
  }

  /** How many different definitions there are. */
  int size() {
    return models.size();
  }

  /** Rules whose patterns only the product's own matcher knows. */
  Set<String> unmodelled() {
    Set<String> unmodelled = new LinkedHashSet<>();
    models.forEach(model -> unmodelled.addAll(model.unmodelled()));
    return unmodelled;
  }

  /** What an accepted event makes. */
  Shares of(JournalEntry entry) {
    List<Map<TableId, Share>> shares = models.stream().map(model -> model.of(entry)).toList();
    return known.computeIfAbsent(shares, same -> new Shares(definitions, same));
  }
}
