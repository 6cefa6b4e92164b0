// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowWriterTest {

  private static final List<List<Object>> ROWS =
      List.of(
          Arrays.asList("a, \"b\"", 5L, null),
          Arrays.asList("東京", 1234L, "two\nlines"),
          Arrays.asList("", new BigDecimal("0.50"), "x"));

  @Test
  void aTableIsAlignedWithNumbersToTheRight() {
    assertThat(written(RowFormat.TABLE, ROWS))
        .isEqualTo(
            """
            name   |    n | note
            -------+------+-----------
            a, "b" |    5 | NULL
            東京   | 1234 | two\\nlines
                   | 0.50 | x
            (3 rows)
            """);
  }

  @Test
  void aTableWithoutRowsHasItsHeader() {
    assertThat(written(RowFormat.TABLE, List.of()))
        .isEqualTo(
            """
            name | n | note
            -----+---+-----
            (0 rows)
            """);
  }

  @Test
  void csvQuotesWhatHasToBeQuoted() {
    assertThat(written(RowFormat.CSV, ROWS))
        .isEqualTo(
            """
            name,n,note
            "a, ""b""\",5,
            東京,1234,"two
            lines"
            "",0.50,x
            """);
  }

  @Test
  void jsonKeepsNumbersAndNesting() {
    List<List<Object>> rows =
        List.of(
            Arrays.asList(List.of(1, 2), new BigDecimal("0.50"), Map.of("k", true)), ROWS.get(0));

    assertThat(written(RowFormat.JSON, rows))
        .isEqualTo(
            """
            {"name":[1,2],"n":0.50,"note":{"k":true}}
            {"name":"a, \\"b\\"","n":5,"note":null}
            """);
  }

  private static String written(RowFormat format, List<List<Object>> rows) {
    StringWriter text = new StringWriter();
    RowWriter writer = format.writer(new PrintWriter(text));
    writer.columns(List.of("name", "n", "note"));
    rows.forEach(writer::row);
    writer.end();
    return text.toString();
  }
}
