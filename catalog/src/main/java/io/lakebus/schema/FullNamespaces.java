// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.route.TableId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;

/**
 * Tells which tables are beyond the limit of their namespace. The names in a namespace that was
 * found to be full are kept until they are forgotten: names made of data, of which there is no end,
 * then cost one listing together. Of a namespace that is not full nothing is kept, since others
 * create tables in it, too. Thread-safe.
 */
final class FullNamespaces {

  private final Catalog catalog;
  private final Map<String, Set<String>> namesByNamespace = new ConcurrentHashMap<>();

  FullNamespaces(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Whether it is known already that the table is not there and would be one too many. */
  boolean isKnownToBeBeyond(TableId table, int most) {
    Set<String> names = namesByNamespace.get(table.namespace());
    return names != null && isBeyond(table, names, most);
  }

  /** Whether the table is not there and would be one too many; of several who ask, one lists. */
  synchronized boolean isBeyond(TableId table, int most) {
    if (isKnownToBeBeyond(table, most)) {
      return true;
    }
    Set<String> names = list(table.namespace());
    if (names.size() >= most) {
      namesByNamespace.put(table.namespace(), names);
    }
    return isBeyond(table, names, most);
  }

  /** Looks at each namespace anew when it is next asked for. */
  void forget() {
    namesByNamespace.clear();
  }

  private static boolean isBeyond(TableId table, Set<String> names, int most) {
    return names.size() >= most && !names.contains(table.name());
  }

  private Set<String> list(String namespace) {
    try {
      return catalog.listTables(Namespace.of(namespace)).stream()
          .map(TableIdentifier::name)
          .collect(Collectors.toUnmodifiableSet());
    } catch (NoSuchNamespaceException absent) {
      return Set.of();
    }
  }
}
