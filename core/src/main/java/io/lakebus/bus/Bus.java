// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A bus definition that has passed validation: who may send, which rules route where, and how the
 * tables are laid out.
 *
 * @param name the bus's name; also the Iceberg namespace of unqualified tables
 * @param vendors the vendors by name
 * @param rules the rules in the definition's order
 * @param tables what the definition says about tables, by qualified name ({@code namespace.table});
 *     a table that is not here has {@link TableSpec#DEFAULT}
 * @param archive the table of all accepted events
 * @param quarantine the table of dead letters
 * @param dedupWindow how long a repeat of an event is recognised
 * @param commitInterval how often rows become visible
 * @param maxTables how many tables the rules may make in all: {@code max-tables} in the definition,
 *     500 where not given
 * @param contracts what details must be like, by detail-type; a type that is not here has none
 */
public record Bus(
    String name,
    Map<String, Vendor> vendors,
    List<Rule> rules,
    Map<String, TableSpec> tables,
    Archive archive,
    Quarantine quarantine,
    Duration dedupWindow,
    Duration commitInterval,
    int maxTables,
    Map<String, Contract> contracts) {

  public Bus {
    requireNonNull(name, "name is null");
    vendors = Map.copyOf(vendors);
    rules = List.copyOf(rules);
    tables = Map.copyOf(tables);
    requireNonNull(archive, "archive is null");
    requireNonNull(quarantine, "quarantine is null");
    requireNonNull(dedupWindow, "dedupWindow is null");
    requireNonNull(commitInterval, "commitInterval is null");
    contracts = Map.copyOf(contracts);
  }

  /** The contract of a detail-type, if it has one. */
  public Optional<Contract> contract(String type) {
    return Optional.ofNullable(contracts.get(type));
  }

  /** What the definition says about a table, or the default where it says nothing. */
  public TableSpec tableSpec(String namespace, String table) {
    return tables.getOrDefault(namespace + "." + table, TableSpec.DEFAULT);
  }
}
