// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HintsTest {

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("bool", "boolean"),
          Map.entry("int", "int"),
          Map.entry("long", "long"),
          Map.entry("float", "float"),
          Map.entry("double", "double"),
          Map.entry("text", "string"),
          Map.entry("date", "date"),
          Map.entry("local", "timestamp"),
          Map.entry("instant", "timestamptz"),
          Map.entry("uuid", "uuid"),
          Map.entry("bytes", "binary"),
          Map.entry("odds", "decimal(10,4)"));

  private static final String WHOLE =
      """
      {"bool": true, "int": 7, "long": 8, "float": 0.1, "double": 10, "text": "12",
       "date": "2027-03-01", "local": "2027-03-01T10:00:00.123456",
       "instant": "2027-03-01T10:00:00+02:00",
       "uuid": "0190163d-8694-739b-aea5-966c26f8ad91", "bytes": "3q2+7w==", "odds": 1.75}""";

  @Test
  void aRowOfEveryHintedTypeIsReadFromParquetAsItCame() {
    Table table = Tables.create(Hints.of(COLUMNS), "{}");

    Tables.append(table, List.of(Tables.fit(table, Tables.json(WHOLE))));

    Record row = Tables.read(table).getFirst();
    assertThat(row.getField("bool")).isEqualTo(true);
    assertThat(row.getField("int")).isEqualTo(7);
    assertThat(row.getField("long")).isEqualTo(8L);
    assertThat(row.getField("float")).isEqualTo(0.1f);
    assertThat(row.getField("double")).isEqualTo(10.0);
    assertThat(row.getField("text")).isEqualTo("12");
    assertThat(row.getField("date")).isEqualTo(LocalDate.of(2027, 3, 1));
    assertThat(row.getField("local")).isEqualTo(LocalDateTime.parse("2027-03-01T10:00:00.123456"));
    assertThat(row.getField("instant")).isEqualTo(OffsetDateTime.parse("2027-03-01T08:00:00Z"));
    assertThat(row.getField("uuid"))
        .isEqualTo(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91"));
    assertThat(row.getField("bytes"))
        .isEqualTo(
            ByteBuffer.wrap(new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef}));
    assertThat(row.getField("odds")).isEqualTo(new BigDecimal("1.7500"));
    assertThat(row.getField(ReservedColumns.RESCUED)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "odds, '\"12.50\"'",
    "odds, 999999.9999",
    "odds, 1e5",
    "odds, 0e99",
    "odds, '\"-0.00010000000\"'",
    "instant, '\"2027-03-01 10:00:00Z\"'",
    "instant, '\"2027-03-01T10:00:00.123456000Z\"'",
    "instant, '\"2027-03-01T10:00+05:30\"'",
    "local, '\"2027-03-01 10:00:00\"'",
    "uuid, '\"0190163D-8694-739B-AEA5-966C26F8AD91\"'",
    "bytes, '\"\"'",
    "int, -2147483648",
    "float, 16777216",
  })
  void whatTheTypeHoldsExactlyFits(String column, String value) {
    Record row = row(column, value);

    assertThat(row.getField(column)).isNotNull();
    assertThat(row.getField(ReservedColumns.RESCUED)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "odds, 1.23456",
    "odds, 1000000",
    "odds, '\"12,50\"'",
    "odds, '\"1e3\"'",
    "odds, '\"+1\"'",
    "odds, '\"\"'",
    "date, '\"2027-02-29\"'",
    "date, '\"2027-03-01T00:00:00Z\"'",
    "date, '\"+12027-03-01\"'",
    "date, 20270301",
    "local, '\"2027-03-01T10:00:00Z\"'",
    "local, '\"2027-03-01\"'",
    "instant, '\"2027-03-01T10:00:00\"'",
    "instant, '\"2027-03-01T10:00:00.1234567Z\"'",
    "instant, '\"0001-01-01T00:00:00+01:00\"'",
    "instant, '\"yesterday\"'",
    "instant, 1772359200",
    "uuid, '\"1-2-3-4-5\"'",
    "uuid, '\"0190163d8694739baea5966c26f8ad91\"'",
    "bytes, '\"3q2+7w\"'",
    "bytes, '\"not base64\"'",
    "int, 2147483648",
    "int, 0.5",
    "float, 16777217",
    "float, 1e39",
    "float, 1e-50",
    "bool, 1",
    "long, '\"8\"'",
    "text, 12",
  })
  void whatItWouldChangeIsRescued(String column, String value) {
    Record row = row(column, value);

    assertThat(row.getField(column)).isNull();
    assertThat(Tables.json((String) row.getField(ReservedColumns.RESCUED)))
        .isEqualTo(Tables.json("{\"/" + column + "\":" + value + "}"));
  }

  @Test
  void aHintAddsItsColumnToATableThatLacksItAndChangesNoneThatIsThere() {
    TableKeeper keeper = Tables.keeper(Tables.catalog());
    Tables.create(keeper, Hints.of(Map.of()), "{\"odds\":1.5}");

    Table table =
        Tables.create(
            keeper, Hints.of(Map.of("odds", "decimal(10,4)", "kickoff", "timestamptz")), "{}");

    assertThat(table.schema().findType("odds")).hasToString("double");
    assertThat(table.schema().findType("kickoff")).hasToString("timestamptz");
  }

  private static Record row(String column, String value) {
    Table table = Tables.create(Hints.of(COLUMNS), "{}");
    return Tables.fit(table, Tables.json("{\"" + column + "\":" + value + "}"));
  }
}
