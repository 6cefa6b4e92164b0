// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import java.io.PrintWriter;

/** How rows are printed. */
enum RowFormat {
  TABLE,
  CSV,
  JSON;

  RowWriter writer(PrintWriter out) {
    return switch (this) {
      case TABLE -> new TableWriter(out);
      case CSV -> new CsvWriter(out);
      case JSON -> new JsonLinesWriter(out);
    };
  }
}
