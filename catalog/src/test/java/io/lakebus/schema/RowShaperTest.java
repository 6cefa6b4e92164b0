// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.TableSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowShaperTest {

  private final TableKeeper keeper = Tables.keeper(Tables.catalog());

  @Test
  void aRowSaysWhereItComesFrom() {
    Record row = only("{}");

    assertThat(row.size()).isEqualTo(11);
    assertThat(values(row, 0, 10))
        .containsExactly(
            "e-1",
            "statsfeed",
            "statsfeed.live",
            "match.score",
            Instant.parse("2027-03-01T09:59:59.5Z").atOffset(ZoneOffset.UTC),
            Tables.RECEIVED.atOffset(ZoneOffset.UTC),
            "cat1",
            7,
            3,
            42L);
    assertThat(row.get(10)).isNull();
  }

  @Test
  void everyKindOfValueHasItsColumn() {
    Record row =
        only(
            """
            {"live": true, "minute": 12, "odds": 1.75, "team": "Örgryte",
             "venue": {"city": "Göteborg", "geo": {"lat": 57.7}},
             "scores": [1, 0], "players": [{"name": "A", "shirt": 9}, {"name": "B"}]}""");

    assertThat(row.getField("live")).isEqualTo(true);
    assertThat(row.getField("minute")).isEqualTo(12L);
    assertThat(row.getField("odds")).isEqualTo(1.75);
    assertThat(row.getField("team")).isEqualTo("Örgryte");
    Record venue = (Record) row.getField("venue");
    assertThat(venue.getField("city")).isEqualTo("Göteborg");
    assertThat(((Record) venue.getField("geo")).getField("lat")).isEqualTo(57.7);
    assertThat(row.getField("scores")).isEqualTo(List.of(1L, 0L));
    List<?> players = (List<?>) row.getField("players");
    assertThat(((Record) players.get(0)).getField("shirt")).isEqualTo(9L);
    assertThat(((Record) players.get(1)).getField("shirt")).isNull();
    assertThat(rescued(row)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the column's first value | what comes      | what is rescued
          1                          | "x"             | "x"
          1                          | true            | true
          1                          | 1.5             | 1.5
          1                          | [1]             | [1]
          1                          | {"b":1}         | {"b":1}
          1                          | 9223372036854775808  | 9223372036854775808
          1                          | 1e19            | 1E+19
          1.5                        | 9007199254740993 | 9007199254740993
          1.5                        | 1e400           | 1E+400
          1.5                        | 1e-400          | 1E-400
          "x"                        | 1               | 1
          "x"                        | false           | false
          true                       | 0               | 0
          true                       | "true"          | "true"
          [1]                        | 1               | 1
          {"b":1}                    | "b"             | "b"
          """)
  void aValueThatDoesNotFitItsColumnIsRescued(String first, String second, String rescued) {
    Table table = table("{\"a\":" + first + "}");

    Record row = Tables.fit(table, Tables.json("{\"a\":" + second + "}"));

    assertThat(row.getField("a")).isNull();
    assertThat(rescued(row)).isEqualTo("{\"/a\":" + rescued + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "1e3, 1000",
    "-0.0, 0",
    "9.223372036854775807e18, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "1200e-2, 12",
  })
  void aLongColumnTakesWhateverIsAnInteger(String number, long expected) {
    Record row = Tables.fit(table("{\"a\":1}"), Tables.json("{\"a\":" + number + "}"));

    assertThat(row.getField("a")).isEqualTo(expected);
    assertThat(rescued(row)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740992, 9007199254740992",
    "18446744073709551616, 18446744073709551616",
    "-9223372036854775808, -9223372036854775808",
    "0.1, 0.1",
    "3.141592653589793238462643, 3.141592653589793",
    "4.9e-324, 4.9e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "1, 1",
  })
  void aDoubleColumnTakesExactIntegersAndTheNearestDoubles(String number, double expected) {
    Record row = Tables.fit(table("{\"a\":0.5}"), Tables.json("{\"a\":" + number + "}"));

    assertThat(row.getField("a")).isEqualTo(expected);
    assertThat(rescued(row)).isNull();
  }

  @Test
  void numbersOfTransformsAreNumbersToo() {
    Table table = table("{\"n\":1,\"x\":0.5}");
    ObjectNode row = JsonNodeFactory.instance.objectNode();

    Record fits = Tables.fit(table, row.put("n", 20.0).put("x", 7));
    Record rescued = Tables.fit(table, row.put("n", 20.5).put("x", Double.POSITIVE_INFINITY));

    assertThat(fits.getField("n")).isEqualTo(20L);
    assertThat(fits.getField("x")).isEqualTo(7.0);
    assertThat(rescued(fits)).isNull();
    assertThat(rescued(rescued)).isEqualTo("{\"/n\":20.5,\"/x\":\"Infinity\"}");
  }

  @Test
  void oneListThatHoldsIntegersAndFractionsIsOfDoubles() {
    Record row = only("{\"a\":[1,2.5,9007199254740993]}");

    assertThat(row.getField("a")).isEqualTo(Arrays.asList(1.0, 2.5, null));
    assertThat(rescued(row)).isEqualTo("{\"/a/2\":9007199254740993}");
  }

  @Test
  void anElementThatDoesNotFitIsNullInItsListAndRescuedWithItsIndex() {
    Record row = only("{\"a\":[{\"b\":[1,\"x\"]},null,7]}");

    List<?> list = (List<?>) row.getField("a");
    assertThat(((Record) list.get(0)).getField("b")).isEqualTo(Arrays.asList(1L, null));
    assertThat(list.get(1)).isNull();
    assertThat(list.get(2)).isNull();
    assertThat(rescued(row)).isEqualTo("{\"/a/0/b/1\":\"x\",\"/a/2\":7}");
  }

  @Test
  void whatSaysNothingMakesNoColumnAndIsKept() {
    Record row = only("{\"n\":null,\"o\":{},\"l\":[],\"on\":{\"x\":null},\"ln\":[null,[]]}");

    assertThat(row.size()).isEqualTo(11);
    assertThat(rescued(row))
        .isEqualTo("{\"/o\":{},\"/l\":[],\"/on\":{\"x\":null},\"/ln\":[null,[]]}");
  }

  @Test
  void emptyObjectsAndListsFillColumnsThatAreThere() {
    Table table = table("{\"o\":{\"x\":1},\"l\":[1]}");

    Record row = Tables.fit(table, Tables.json("{\"o\":{},\"l\":[]}"));

    assertThat(((Record) row.getField("o")).getField("x")).isNull();
    assertThat(row.getField("l")).isEqualTo(List.of());
    assertThat(rescued(row)).isNull();
  }

  @Test
  void aNewFieldAddsAColumnWhereverItIs() {
    Table table = table("{\"venue\":{\"city\":\"Ghent\"},\"items\":[{\"id\":1}]}");
    String json =
        "{\"late\":true,\"venue\":{\"geo\":{\"lat\":51.05}},"
            + "\"items\":[{\"price\":9},{\"price\":9.5,\"tags\":[\"x\"]}]}";

    Record row = Tables.shape(keeper, table, Tables.json(json));

    assertThat(table.schema().findType("late")).isEqualTo(Types.BooleanType.get());
    assertThat(table.schema().findType("venue.geo.lat")).isEqualTo(Types.DoubleType.get());
    assertThat(table.schema().findType("items.price")).isEqualTo(Types.DoubleType.get());
    assertThat(table.schema().findType("items.tags.element")).isEqualTo(Types.StringType.get());
    assertThat(Reconstruction.same(Tables.json(json), Reconstruction.document(row))).isTrue();
    assertThat(rescued(row)).isNull();
  }

  @Test
  void namesThatDifferOnlyByCaseAreOneColumn() {
    Table table = table("{\"Id\":1,\"id\":2,\"o\":{\"x\":1}}");

    Record row =
        Tables.shape(keeper, table, Tables.json("{\"ID\":3,\"Id\":4,\"o\":{\"X\":5},\"O\":6}"));

    assertThat(table.schema().columns()).hasSize(13);
    assertThat(row.getField("Id")).isEqualTo(4L);
    assertThat(rescued(row)).isEqualTo("{\"/ID\":3,\"/o/X\":5,\"/O\":6}");
  }

  @Test
  void aFieldNamedLikeAReservedColumnIsRescued() {
    Record row =
        only("{\"_event_id\":\"forged\",\"_RULE\":1,\"_received_at_day\":2,\"o\":{\"_rule\":3}}");

    assertThat(row.getField("_event_id")).isEqualTo("e-1");
    assertThat(((Record) row.getField("o")).getField("_rule")).isEqualTo(3L);
    assertThat(rescued(row))
        .isEqualTo("{\"/_event_id\":\"forged\",\"/_RULE\":1,\"/_received_at_day\":2}");
  }

  @Test
  void pathsAreJsonPointers() {
    Record row = only("{\"a/b\":{},\"c~d\":{\"e.f\":1,\"g\":[]},\"\":1}");

    assertThat(rescued(row)).isEqualTo("{\"/a~1b\":{},\"/c~0d/g\":[],\"/\":1}");
  }

  @Test
  void halfASurrogatePairIsRescuedAsAnEscape() {
    Table table = table("{\"a\":\"x\"}");
    ObjectNode columns =
        Tables.json("{}")
            .put("a", "half \ud83d")
            .put("b\udc00", "\ud83d\ude00")
            .put("c", "whole \ud83d\ude00");

    Record row = Tables.shape(keeper, table, columns);

    assertThat(row.getField("a")).isNull();
    assertThat(row.getField("c")).isEqualTo("whole \ud83d\ude00");
    assertThat(rescued(row)).isEqualTo("{\"/a\":\"half \\ud83d\",\"/b\\udc00\":\"\ud83d\ude00\"}");
  }

  @Test
  void aNumberWithAHugeExponentCostsNothing() {
    Table table =
        Tables.create(
            keeper, Hints.of(Map.of("d", "decimal(10,2)", "l", "long", "x", "double")), "{}");

    Record row =
        Tables.fit(table, Tables.json("{\"d\":1e999999999,\"l\":1e999999999,\"x\":1e-999999999}"));

    assertThat(rescued(row))
        .isEqualTo("{\"/d\":1E+999999999,\"/l\":1E+999999999,\"/x\":1E-999999999}");
  }

  @Test
  void aRequiredColumnThatARowLacksBecomesOptional() {
    List<NestedField> columns = new ArrayList<>(ReservedColumns.fields());
    columns.add(NestedField.required(12, "a", Types.LongType.get()));
    columns.add(NestedField.optional(13, "l", Types.ListType.ofRequired(14, Types.LongType.get())));
    InMemoryCatalog catalog = Tables.catalog();
    catalog.createNamespace(Namespace.of("sports"));
    Table table = catalog.createTable(TableIdentifier.of("sports", "t"), new Schema(columns));

    Record row = Tables.shape(keeper, table, Tables.json("{\"l\":[1,null]}"));

    assertThat(table.schema().findField("a").isOptional()).isTrue();
    assertThat(table.schema().findField("l.element").isOptional()).isTrue();
    assertThat(row.getField("l")).isEqualTo(Arrays.asList(1L, null));
  }

  @Test
  void aShaperGoesOnAfterARowThatNeedsColumns() {
    RowShaper shaper = RowShaper.of(table("{\"a\":1}"));

    Shaped first = shaper.shape(Tables.META, Tables.json("{\"a\":\"x\",\"b\":1}"));
    Shaped second = shaper.shape(Tables.META, Tables.json("{\"a\":2}"));

    assertThat(first).isInstanceOf(Shaped.NeedsColumns.class);
    assertThat(second)
        .isInstanceOfSatisfying(
            Shaped.Fits.class,
            fits -> {
              assertThat(fits.record().getField("a")).isEqualTo(2L);
              assertThat(rescued(fits.record())).isNull();
            });
  }

  @Test
  void aTableWithoutReservedColumnsIsNotShapedFor() {
    Schema schema = new Schema(NestedField.optional(1, "a", Types.LongType.get()));

    assertThatThrownBy(() -> new RowShaper(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the table has no column _event_id of type string");
  }

  private Record only(String row) {
    return Tables.fit(table(row), Tables.json(row));
  }

  private Table table(String firstRow) {
    return Tables.create(keeper(), TableSpec.DEFAULT, firstRow);
  }

  private static TableKeeper keeper() {
    return Tables.keeper(Tables.catalog());
  }

  private static Object rescued(Record row) {
    return row.getField(ReservedColumns.RESCUED);
  }

  private static List<Object> values(Record row, int from, int to) {
    return IntStream.range(from, to).mapToObj(row::get).toList();
  }
}
