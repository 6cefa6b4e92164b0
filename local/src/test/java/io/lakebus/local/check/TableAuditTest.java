// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lakebus.local.check.MemoryLake.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

/** Each test but the first damages a table that is whole. */
final class TableAuditTest {

  private final MemoryLake lake = new MemoryLake();

  @BeforeEach
  void wholeTable() throws IOException {
    lake.commit(ROWS, 1, "{\"0\":2}", List.of(row("a", 0), row("b", 1)));
    lake.commit(ROWS, 2, "{\"0\":3}", List.of(row("c", 2)));
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  @Test
  void aWholeTableIsCounted() {
    assertThat(audit()).isEqualTo(new TableAudit.Result(List.of(), 2, 3, Optional.empty()));
  }

  @Test
  void whatNothingNamesIsAnOrphan() throws Exception {
    List<String> paths = new ArrayList<>();
    TableMetadata metadata = ((BaseTable) table()).operations().current();
    paths.add(metadata.metadataFileLocation());
    metadata.previousFiles().forEach(entry -> paths.add(entry.file()));
    for (Snapshot snapshot : table().snapshots()) {
      paths.add(snapshot.manifestListLocation());
      snapshot.allManifests(table().io()).forEach(manifest -> paths.add(manifest.path()));
    }
    IcebergTables.live(table()).forEach(file -> paths.add(file.location()));
    assertThat(orphans(paths)).contains(0L);
    paths.add(lake.write(ROWS, List.of(row("d", 3))).location());
    assertThat(orphans(paths)).contains(1L);
  }

  @Test
  void aDataFileThatIsNotThereIsFound() {
    String path = IcebergTables.live(table()).getFirst().location();
    table().io().deleteFile(path);
    assertThat(audit().violations())
        .containsExactly(
            "bus.rows: " + path + " is not there",
            "bus.rows: the current snapshot says 3 rows, and its files have " + audit().rows());
  }

  @Test
  void aDataFileOfAnOldSnapshotThatIsNotThereIsFound() {
    DataFile old = IcebergTables.live(table()).getFirst();
    table().newDelete().deleteFile(old).commit();
    assertThat(audit().violations()).isEmpty();
    table().io().deleteFile(old.location());
    assertThat(audit().violations())
        .containsExactly("bus.rows: " + old.location() + " is not there");
  }

  @Test
  void aDataFileThatIsAnotherThanTheManifestSaysIsFound() throws Exception {
    DataFile real = lake.write(ROWS, List.of(row("d", 3)));
    lake.append(ROWS, 3, "{\"0\":4}", List.of(like(real).withFileSizeInBytes(7).build()));
    lake.append(
        ROWS,
        4,
        "{\"0\":4}",
        List.of(like(lake.write(ROWS, List.of(row("e", 3)))).withRecordCount(2).build()));
    assertThat(audit().violations())
        .hasSize(3)
        .anyMatch(violation -> violation.endsWith(" bytes, and its manifest says 7"))
        .anyMatch(violation -> violation.endsWith(" has 1 rows, and its manifest says 2"))
        .anyMatch(violation -> violation.startsWith("bus.rows: the current snapshot says 6 rows"));
  }

  @Test
  void aDataFileThatIsThereTwiceIsFound() {
    DataFile file = IcebergTables.live(table()).getFirst();
    lake.append(ROWS, 3, "{\"0\":3}", List.of(file));
    assertThat(audit().violations())
        .containsExactly("bus.rows: " + file.location() + " is in the current snapshot twice");
  }

  @Test
  void aManifestThatIsNotThereIsFound() {
    ManifestFile manifest = table().currentSnapshot().allManifests(table().io()).getFirst();
    table().io().deleteFile(manifest.path());
    assertThat(audit().violations())
        .contains("bus.rows: the manifest " + manifest.path() + " is not there");
  }

  @Test
  void aManifestListThatIsNotThereIsFound() {
    table().io().deleteFile(table().currentSnapshot().manifestListLocation());
    assertThat(audit().violations())
        .contains(
            "bus.rows: the manifest list of snapshot "
                + table().currentSnapshot().snapshotId()
                + " is not there");
  }

  @Test
  void aCommitThatIsThereTwiceIsFound() throws Exception {
    lake.commit(ROWS, 2, "{\"0\":3}", List.of(row("c", 2)));
    assertThat(audit().violations())
        .containsExactly("bus.rows: the commit bus/e/2 is in the history 2 times");
  }

  private Optional<Long> orphans(List<String> paths) throws IOException {
    try (DataFiles files = new DataFiles()) {
      return TableAudit.of(ROWS, ListedTable.of(table(), paths), files, "bus").orphans();
    }
  }

  private TableAudit.Result audit() {
    return lake.tables().audit(ROWS);
  }

  private Table table() {
    return lake.table(ROWS);
  }

  private static org.apache.iceberg.DataFiles.Builder like(DataFile file) {
    return org.apache.iceberg.DataFiles.builder(PartitionSpec.unpartitioned()).copy(file);
  }

  private Record row(String id, long offset) {
    return lake.row(ROWS, id, 0, offset, Map.of("_rule", "r"));
  }
}
