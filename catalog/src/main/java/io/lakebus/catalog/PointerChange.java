// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import org.apache.iceberg.catalog.TableIdentifier;

/** What a commit does to one table's pointer, the location of its current metadata file. */
sealed interface PointerChange {

  /** The table. */
  TableIdentifier table();

  /** Where its metadata file is afterwards. */
  String to();

  /** The table comes into being. */
  record Added(TableIdentifier table, String to) implements PointerChange {}

  /** The table's metadata file is another one, provided that it was {@code from} until now. */
  record Moved(TableIdentifier table, String from, String to) implements PointerChange {}
}
