// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Aligned columns, numbers to the right. The widths are those of the first rows; what is longer
 * further down pushes its line to the right.
 */
final class TableWriter implements RowWriter {

  private static final int MEASURED_ROWS = 1000;
  private static final int WIDEST = 100;

  private final PrintWriter out;
  private final List<List<Object>> waiting = new ArrayList<>();
  private List<String> names = List.of();
  private int[] widths = {};
  private boolean[] numbers = {};
  private boolean isMeasured;
  private long rows;

  TableWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void columns(List<String> columns) {
    names = columns;
  }

  @Override
  public void row(List<Object> cells) {
    rows++;
    if (isMeasured) {
      print(cells);
      return;
    }
    waiting.add(cells);
    if (waiting.size() == MEASURED_ROWS) {
      printWaiting();
    }
  }

  @Override
  public void end() {
    if (!isMeasured) {
      printWaiting();
    }
    out.println("(" + rows + (rows == 1 ? " row)" : " rows)"));
    out.flush();
  }

  private void printWaiting() {
    isMeasured = true;
    widths = new int[names.size()];
    numbers = new boolean[names.size()];
    for (int column = 0; column < names.size(); column++) {
      widths[column] = width(names.get(column));
      boolean onlyNumbers = !waiting.isEmpty();
      for (List<Object> row : waiting) {
        Object cell = row.get(column);
        widths[column] = Math.max(widths[column], Math.min(WIDEST, width(text(cell))));
        onlyNumbers &= cell == null || cell instanceof Number;
      }
      numbers[column] = onlyNumbers;
    }
    print(new ArrayList<>(names));
    StringBuilder rule = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      rule.append(column == 0 ? "" : "-+-").append("-".repeat(widths[column]));
    }
    out.println(rule);
    waiting.forEach(this::print);
    waiting.clear();
  }

  private void print(List<Object> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String text = text(cells.get(column));
      String padding = " ".repeat(Math.max(0, widths[column] - width(text)));
      line.append(column == 0 ? "" : " | ")
          .append(numbers[column] ? padding + text : text + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  private static String text(Object cell) {
    return Objects.toString(cell, "NULL").replace("\n", "\\n").replace("\r", "\\r");
  }

  /** In columns of a terminal: East Asian letters take two, accents that join a letter none. */
  private static int width(String text) {
    return text.codePoints().map(TableWriter::width).sum();
  }

  private static int width(int letter) {
    int type = Character.getType(letter);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
      default -> 1;
    };
  }
}
