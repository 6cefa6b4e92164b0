// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import org.apache.iceberg.Table;

/** What asking for a routed table yields. */
public sealed interface RoutedTable {

  /** The table is there, with its reserved columns. */
  record Ready(Table table) implements RoutedTable {}

  /**
   * The table is not there, and its namespace has as many tables as it may have.
   *
   * @param limit how many those are
   */
  record TooManyTables(int limit) implements RoutedTable {}

  /**
   * The name is that of something which the bus did not make. Nothing was changed of it.
   *
   * @param by what has the name, as a noun for a sentence
   */
  record NameTaken(String by) implements RoutedTable {}
}
