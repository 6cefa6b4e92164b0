// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an event makes, by table, under each definition that may have routed it.
 *
 * @param definitions which of the definitions a version is; empty if every version is the first
 * @param byDefinition what it makes under each, the one in force in the end first
 */
record Shares(Map<Integer, Integer> definitions, List<Map<TableId, Share>> byDefinition) {

  /** What an event makes whatever version routes it. */
  static Shares always(Map<TableId, Share> shares) {
    return new Shares(Map.of(), List.of(shares));
  }

  /** What it makes under a version; where none is known, under the definition of the end. */
  Map<TableId, Share> under(OptionalInt version) {
    return byDefinition.get(
        version.isPresent() ? definitions.getOrDefault(version.getAsInt(), 0) : 0);
  }

  /** Whether a definition has this version. */
  boolean knows(OptionalInt version) {
    return version.isPresent()
        && (definitions.isEmpty() || definitions.containsKey(version.getAsInt()));
  }

  /** All tables that it may go to. */
  Set<TableId> tables() {
    Set<TableId> tables = new HashSet<>();
    byDefinition.forEach(shares -> tables.addAll(shares.keySet()));
    return tables;
  }
}
