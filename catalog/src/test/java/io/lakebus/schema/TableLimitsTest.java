// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.TableSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.TypeUtil;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableLimitsTest {

  private final TableKeeper keeper = Tables.keeper(Tables.catalog());

  @Test
  void fieldsBeyondAThousandColumnsAreRescued() {
    ObjectNode first = Tables.json("{}");
    for (int i = 0; i < 900; i++) {
      first.put("c" + i, i);
    }
    Table table = Tables.create(keeper, TableSpec.DEFAULT, first.toString());
    ObjectNode second = Tables.json("{\"o\":{},\"l\":[{}]}");
    for (int i = 0; i < 60; i++) {
      second.withObject("/o").put("f" + i, i);
      ((ObjectNode) second.at("/l/0")).put("g" + i, i);
    }

    Record row = Tables.shape(keeper, table, second);

    ObjectNode rescued = Tables.json((String) row.getField(ReservedColumns.RESCUED));
    assertThat(leaves(table)).isEqualTo(1011);
    assertThat(rescued.properties()).hasSize(20);
    assertThat(rescued.get("/l/0/g40").intValue()).isEqualTo(40);
    assertThat(Reconstruction.same(second, Reconstruction.document(row))).isTrue();
  }

  @Test
  void twoWhoFillTheLastColumnsStayWithinTheLimit() {
    ObjectNode first = Tables.json("{}");
    for (int i = 0; i < 999; i++) {
      first.put("c" + i, i);
    }
    Table table = Tables.create(keeper, TableSpec.DEFAULT, first.toString());
    RowShaper stale = RowShaper.of(table);
    SchemaChange left = change(stale, "{\"left\":1}");
    SchemaChange right = change(stale, "{\"right\":{\"x\":1}}");

    keeper.evolve(table, left);
    keeper.evolve(table, right);

    assertThat(table.schema().findField("left")).isNotNull();
    assertThat(table.schema().findField("right")).isNull();
    assertThat(Tables.fit(table, Tables.json("{\"right\":{\"x\":1}}")).getField("_rescued"))
        .isEqualTo("{\"/right\":{\"x\":1}}");
  }

  @Test
  void fieldsBeyondSixteenLevelsAreRescued() {
    ObjectNode sixteen = nested(16);
    ObjectNode seventeen = nested(17);
    Table table = Tables.create(keeper, TableSpec.DEFAULT, sixteen.toString());

    Record fits = Tables.fit(table, sixteen);
    Record rescued = Tables.shape(keeper, table, seventeen);

    assertThat(fits.getField(ReservedColumns.RESCUED)).isNull();
    assertThat(Reconstruction.same(sixteen, Reconstruction.document(fits))).isTrue();
    assertThat(rescued.getField(ReservedColumns.RESCUED))
        .isEqualTo("{\"" + "/o".repeat(15) + "/x\":{\"x\":1}}");
    assertThat(Reconstruction.same(seventeen, Reconstruction.document(rescued))).isTrue();
  }

  @Test
  void listsAreLevelsToo() {
    String deep = "{\"a\":" + "[".repeat(16) + "1" + "]".repeat(16) + "}";
    Table table = Tables.create(keeper, TableSpec.DEFAULT, deep);

    Record row = Tables.fit(table, Tables.json(deep));

    assertThat(table.schema().columns()).hasSize(11);
    assertThat(row.getField(ReservedColumns.RESCUED)).isEqualTo(deep.replace("\"a\"", "\"/a\""));
  }

  private static SchemaChange change(RowShaper shaper, String row) {
    return ((Shaped.NeedsColumns) shaper.shape(Tables.META, Tables.json(row))).change();
  }

  /** A field x at this level, and one at each level above it. */
  private static ObjectNode nested(int level) {
    return level == 1
        ? Tables.json("{\"x\":1}")
        : level == 17
            ? wrap(Tables.json("{\"x\":{\"x\":1}}"), 15)
            : wrap(Tables.json("{\"x\":1}"), level - 1);
  }

  private static ObjectNode wrap(ObjectNode inner, int times) {
    ObjectNode outer = inner;
    for (int i = 0; i < times; i++) {
      ObjectNode next = Tables.json("{\"y\":1}");
      next.set("o", outer);
      outer = next;
    }
    return outer;
  }

  private static long leaves(Table table) {
    return TypeUtil.indexById(table.schema().asStruct()).values().stream()
        .filter(field -> field.type().isPrimitiveType())
        .count();
  }
}
