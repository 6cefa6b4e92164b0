// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.digest.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lakebus.local.check.MemoryLake.ARCHIVE;
import static io.lakebus.local.check.MemoryLake.QUARANTINE;
import static io.lakebus.local.check.MemoryLake.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class IcebergTablesTest {

  private final MemoryLake lake = new MemoryLake();

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  @Test
  void aRowOfTheArchiveHasItsRulesItsPlaceAndTheHashOfItsDetail() throws Exception {
    Record row = lake.archived("a", 1, 7);
    row.setField("_rules", List.of("z", "b"));
    lake.commit(ARCHIVE, 1, "{\"1\":8}", List.of(row));
    assertThat(lake.tables().rows(ARCHIVE))
        .isEqualTo(
            Map.of(
                "a",
                new Found(
                    new Share(1, List.of("b", "z")),
                    Entries.START,
                    new Place(1, 7),
                    OptionalInt.of(1),
                    Optional.of(Sha256.hex("{}")))));
  }

  @Test
  void rowsOfOneEventInSeveralFilesAreCountedTogether() throws Exception {
    Record row = lake.row(ROWS, "a", 0, 0, Map.of("_rule", "r"));
    lake.commit(ROWS, 1, "{\"0\":1}", List.of(row, row));
    lake.commit(ROWS, 2, "{\"0\":1}", List.of(row));
    assertThat(lake.tables().rows(ROWS).get("a").share())
        .isEqualTo(Share.of(List.of("r", "r", "r")));
  }

  @Test
  void rowsOfOneEventThatNameDifferentVersionsNameNone() throws Exception {
    Record row = lake.row(ROWS, "a", 0, 0, Map.of("_rule", "r"));
    lake.commit(ROWS, 1, "{\"0\":1}", List.of(row));
    assertThat(lake.tables().rows(ROWS).get("a").version()).isEqualTo(OptionalInt.of(1));
    Record other = lake.row(ROWS, "a", 0, 0, Map.of("_rule", "r", "_bus_version", 2));
    lake.commit(ROWS, 2, "{\"0\":1}", List.of(other));
    assertThat(lake.tables().rows(ROWS).get("a").version()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void rowsOfOthersAndRowsOfNoEventAreLeftOut() throws Exception {
    Record other = lake.row(QUARANTINE, "a", 0, 0, Map.of("code", "c"));
    other.setField("_vendor", "other");
    Record none = lake.row(QUARANTINE, null, 0, 1, Map.of("code", "c"));
    Record whole = lake.row(QUARANTINE, "b", 0, 2, Map.of("code", "c"));
    Record share = lake.row(QUARANTINE, "b", 0, 2, Map.of("code", "d", "rule", "r"));
    lake.commit(QUARANTINE, 1, "{\"0\":3}", List.of(other, none, whole, share));
    assertThat(lake.tables().rows(QUARANTINE)).containsOnlyKeys("b");
    assertThat(lake.tables().rows(QUARANTINE).get("b").share())
        .isEqualTo(Share.of(List.of("/c", "r/d")));
  }

  @Test
  void tablesThatAreNotThereHaveNoRows() {
    assertThat(lake.tables().rows(ROWS)).isEmpty();
    assertThat(lake.tables().look(ROWS)).isEmpty();
    assertThat(lake.tables().in("bus")).isEmpty();
    assertThat(lake.tables().in("none")).isEmpty();
  }

  @Test
  void aLookTellsRowsAndCommits() throws Exception {
    lake.commit(ROWS, 1, "{\"0\":1}", List.of(lake.row(ROWS, "a", 0, 0, Map.of("_rule", "r"))));
    lake.commit(ROWS, 2, "{\"0\":2}", List.of(lake.row(ROWS, "b", 0, 1, Map.of("_rule", "r"))));
    assertThat(lake.tables().in("bus")).containsExactly(ROWS);
    TableState state = lake.tables().look(ROWS).orElseThrow();
    assertThat(state.rows()).isEqualTo(2);
    assertThat(state.commits()).extracting(Commit::key).containsExactly("bus/e/2", "bus/e/1");
    assertThat(state.place()).isEqualTo("{0=2}");
  }

  @Test
  void aCommitWhoseSnapshotHasExpiredIsToldByTheTablesProperty() throws Exception {
    lake.commit(ROWS, 1, "{\"0\":1}", List.of(lake.row(ROWS, "a", 0, 0, Map.of("_rule", "r"))));
    Table table = lake.table(ROWS);
    table.updateProperties().set("lakebus.newest.bus", "e 2 {\"0\":2}").commit();
    assertThat(lake.tables().look(ROWS).orElseThrow().place()).isEqualTo("{0=1}");

    table.newFastAppend().commit();
    table.expireSnapshots().expireOlderThan(System.currentTimeMillis()).retainLast(1).commit();
    TableState state = lake.tables().look(ROWS).orElseThrow();
    assertThat(state.commits()).extracting(Commit::key).containsExactly("bus/e/2");
    assertThat(state.place()).isEqualTo("{0=2}");

    table.updateProperties().set("lakebus.newest.bus", "damaged").commit();
    assertThatThrownBy(() -> lake.tables().look(ROWS))
        .hasMessageContaining("a table's lakebus.newest is damaged: damaged");
  }

  @Test
  void aFileThatIsMissingMeansThatTheTableCannotBeRead() throws Exception {
    lake.commit(ROWS, 1, "{\"0\":1}", List.of(lake.row(ROWS, "a", 0, 0, Map.of("_rule", "r"))));
    lake.table(ROWS).io().deleteFile(IcebergTables.live(lake.table(ROWS)).getFirst().location());
    assertThatThrownBy(() -> lake.tables().rows(ROWS))
        .isInstanceOf(TablesException.class)
        .hasMessageContaining("bus.rows");
  }
}
