// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

/** How large one table's schema can grow. What is beyond is rescued, not refused. */
final class TableLimits {

  /** Columns of primitive type that rows may bring, fields within structs and lists counted. */
  static final int MAX_COLUMNS = 1000;

  /** Levels of nesting: a column is level 1, each struct and each list adds one. */
  static final int MAX_LEVELS = 16;

  /** The longest name, in UTF-8 bytes; AWS Glue takes no longer ones. */
  static final int MAX_NAME_BYTES = 255;

  private TableLimits() {}
}
