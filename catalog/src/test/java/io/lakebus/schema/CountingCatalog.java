// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;

/** A catalog that counts how often it is asked for a table, or for all. */
final class CountingCatalog extends InMemoryCatalog {

  private int calls;

  CountingCatalog() {
    initialize("counting", Map.of());
  }

  int calls() {
    return calls;
  }

  @Override
  public Table loadTable(TableIdentifier identifier) {
    calls++;
    return super.loadTable(identifier);
  }

  @Override
  public List<TableIdentifier> listTables(Namespace namespace) {
    calls++;
    return super.listTables(namespace);
  }
}
