// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.TableSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever documents come, in whatever order: each can be made again, whole, out of its row in the
 * table as Parquet and Iceberg have it at the end.
 */
class NothingIsLostTest {

  private final TableKeeper keeper = Tables.keeper(Tables.catalog());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyDocumentCanBeMadeAgainFromItsRow(long seed) {
    List<ObjectNode> documents = documents(new Random(seed), 80);
    Table table = Tables.create(keeper, TableSpec.DEFAULT, documents.getFirst().toString());
    write(table, documents);

    Map<Integer, Record> rows = new TreeMap<>();
    Tables.read(table)
        .forEach(row -> rows.put(Integer.parseInt((String) row.getField("_event_id")), row));

    assertThat(rows).hasSize(documents.size());
    rows.forEach((index, row) -> assertSame(documents.get(index), row));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void theOrderOfArrivalDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<ObjectNode> documents = documents(random, 40);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(documents, random);
      Table table = Tables.create(TableSpec.DEFAULT, documents.getFirst().toString());
      TableKeeper own = Tables.keeper(Tables.catalog());
      documents.forEach(document -> assertSame(document, Tables.shape(own, table, document)));
    }
  }

  private static List<ObjectNode> documents(Random random, int count) {
    Documents documents = new Documents(random);
    List<ObjectNode> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(documents.next());
    }
    return list;
  }

  /** One file per schema: files of every age are read with the last schema. */
  private void write(Table table, List<ObjectNode> documents) {
    List<Record> batch = new ArrayList<>();
    RowShaper shaper = RowShaper.of(table);
    for (int i = 0; i < documents.size(); i++) {
      RowMeta meta = meta(i);
      Shaped shaped = shaper.shape(meta, documents.get(i));
      if (shaped instanceof Shaped.NeedsColumns needs) {
        flush(table, batch);
        keeper.evolve(table, needs.change());
        shaper = RowShaper.of(table);
        shaped = shaper.shape(meta, documents.get(i));
      }
      assertThat(shaped).as("document %d: %s", i, documents.get(i)).isInstanceOf(Shaped.Fits.class);
      batch.add(((Shaped.Fits) shaped).record());
    }
    flush(table, batch);
  }

  private static void flush(Table table, List<Record> batch) {
    if (!batch.isEmpty()) {
      Tables.append(table, batch);
      batch.clear();
    }
  }

  private static RowMeta meta(int index) {
    RowMeta meta = Tables.META;
    return new RowMeta(
        Integer.toString(index),
        meta.vendor(),
        meta.source(),
        meta.type(),
        meta.eventTime(),
        meta.receivedAt(),
        meta.rule(),
        meta.busVersion(),
        meta.kafkaPartition(),
        index);
  }

  private static void assertSame(ObjectNode document, Record row) {
    ObjectNode made = Reconstruction.document(row);
    assertThat(Reconstruction.same(document, made))
        .as("came: %s%nmade: %s%nrow: %s", document, made, row)
        .isTrue();
  }
}
