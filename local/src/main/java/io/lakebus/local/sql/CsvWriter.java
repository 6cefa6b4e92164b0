// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV as RFC 4180 has it, with a header; NULL is an empty cell, an empty text is {@code ""}. */
final class CsvWriter implements RowWriter {

  private final PrintWriter out;
  private final CSVPrinter csv;

  CsvWriter(PrintWriter out) {
    this.out = out;
    try {
      this.csv = new CSVPrinter(out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void columns(List<String> names) {
    print(names);
  }

  @Override
  public void row(List<Object> cells) {
    print(cells);
  }

  private void print(List<?> cells) {
    try {
      csv.printRecord(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
