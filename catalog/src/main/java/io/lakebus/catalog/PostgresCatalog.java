// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Iceberg's JDBC catalog with its rows as they are, so that any other JDBC catalog can read them,
 * and with commits of our own: once each, and several tables in one transaction.
 */
final class PostgresCatalog extends JdbcCatalog {

  private final Pointers pointers;
  private final MetadataFiles files;
  private final Publisher publisher;

  PostgresCatalog(Database database, Pointers pointers, MetadataFiles files, Publisher publisher) {
    super(properties -> files.io(), properties -> new OncePool(database), true);
    this.pointers = pointers;
    this.files = files;
    this.publisher = publisher;
  }

  /** Makes the catalog's tables in the database if they are not there. */
  void initialize(String name, String warehouse) {
    initialize(
        name,
        Map.of(
            CatalogProperties.URI,
            "jdbc:",
            CatalogProperties.WAREHOUSE_LOCATION,
            warehouse,
            "jdbc.schema-version",
            "V1"));
  }

  /** Access to one table, whether it is there or not; for one thread. */
  PointerTableOperations operations(TableIdentifier table) {
    return new PointerTableOperations(table, pointers, files, publisher);
  }

  @Override
  protected TableOperations newTableOps(TableIdentifier table) {
    return operations(table);
  }
}
