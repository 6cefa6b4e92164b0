// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.TableSpec;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnNamesTest {

  private static final List<String> ODD =
      List.of(
          " ",
          "a b",
          " lead",
          "trail ",
          "a.b",
          ".",
          "..",
          "a..b",
          "-",
          "1",
          "1a",
          "quo\"te",
          "it's",
          "back`tick",
          "a/b",
          "a\\b",
          "a,b",
          "a;b",
          "a:b",
          "a=b",
          "a{}",
          "a(b)",
          "a\u00a0b",
          "$",
          "%d",
          "naïve",
          "日本語",
          "😀",
          "null",
          "select",
          "element",
          "key",
          "value",
          "true",
          "İ",
          "ß",
          "_",
          "__",
          "n".repeat(255));

  @Test
  void oddNamesAreColumnsThatParquetHolds() {
    Table table = Tables.create(TableSpec.DEFAULT, "{\"o\":{\"x\":1}}");
    ObjectNode row = Tables.json("{\"o\":{}}");
    for (int i = 0; i < ODD.size(); i++) {
      if (ODD.get(i).charAt(0) != '$') {
        row.put(ODD.get(i), i);
      }
      row.withObject("/o").put(ODD.get(i), -i);
    }

    Tables.append(table, List.of(Tables.shape(Tables.keeper(Tables.catalog()), table, row)));

    Record read = Tables.read(table).getFirst();
    assertThat(read.getField(ReservedColumns.RESCUED)).isNull();
    assertThat(Reconstruction.same(row, Reconstruction.document(read))).isTrue();
    assertThat(((Record) read.getField("o")).getField("a.b")).isEqualTo(-4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"":1}                            | {"/":1}
          {"tab\\t":1}                      | {"/tab\\t":1}
          {"$path":1}                       | {"/$path":1}
          {"_file":1,"_POS":2}              | {"/_file":1,"/_POS":2}
          {"_event_time_hour":1}            | {"/_event_time_hour":1}
          {"a.b":1,"a":{"b":2,"c":3}}       | {"/a/b":2}
          {"a":{"b":2},"A.B":1}             | {"/A.B":1}
          {"a":[{"b":2}],"a.b":1}           | {"/a.b":1}
          {"a.b":1,"a":[{"b":2,"c":3}]}     | {"/a/0/b":2}
          {"a.element":1,"a":[2]}           | {"/a":[2]}
          {"a.b":1,"a_x2Eb":2}              | {"/a_x2Eb":2}
          {"a_x2eb":1,"a.b":2}              | {"/a.b":2}
          {"o":{"a.b":1,"a_x2Eb":2}}        | {"/o/a_x2Eb":2}
          """)
  void aNameThatWouldBreakTheTableIsRescued(String row, String rescued) {
    Table table = Tables.create(TableSpec.DEFAULT, row);
    Record record = Tables.fit(table, Tables.json(row));

    Tables.append(table, List.of(record));

    Record read = Tables.read(table).getFirst();
    assertThat(read.getField(ReservedColumns.RESCUED)).isEqualTo(rescued);
    assertThat(Reconstruction.same(Tables.json(row), Reconstruction.document(read))).isTrue();
  }

  @Test
  void aNameOfMoreThan255BytesIsRescued() {
    Table table = Tables.create(TableSpec.DEFAULT, "{}");
    ObjectNode row = Tables.json("{}").put("n".repeat(256), 1).put("é".repeat(128), 2);

    Record record = Tables.fit(table, row);

    assertThat(Tables.json((String) record.getField(ReservedColumns.RESCUED))).hasSize(2);
  }

  @Test
  void theNameOfAPartitionFieldIsRescued() {
    TableKeeper keeper = Tables.keeper(Tables.catalog());
    TableSpec spec =
        Hints.of(
            Map.of("kickoff", "timestamptz", "country", "string"),
            List.of("day(kickoff)", "bucket[4](country)", "country"));
    Table table = Tables.create(keeper, spec, "{\"kickoff_day\":1}");

    Record row =
        Tables.shape(
            keeper,
            table,
            Tables.json("{\"kickoff_day\":1,\"Country_bucket\":2,\"country\":\"BE\",\"new\":3}"));

    assertThat(table.spec().fields().stream().map(field -> field.name()))
        .containsExactly("kickoff_day", "country_bucket", "country");
    assertThat(row.getField("country")).isEqualTo("BE");
    assertThat(row.getField("new")).isEqualTo(3L);
    assertThat(row.getField(ReservedColumns.RESCUED))
        .isEqualTo("{\"/kickoff_day\":1,\"/Country_bucket\":2}");
  }
}
