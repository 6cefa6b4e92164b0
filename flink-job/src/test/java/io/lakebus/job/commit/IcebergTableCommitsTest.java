// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.stream.InParallel;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a catalog that commits tables singly; the job's pipeline test has one that does not. */
class IcebergTableCommitsTest extends TableCommitsContract {

  private static final String FOLDER = "memory://data/";
  private static final byte[] TEN_BYTES = new byte[10];

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final InParallel parallel = InParallel.of("test", 2);
  private IcebergTableCommits tables;

  @BeforeEach
  void createTables() {
    catalog.initialize("test", Map.of());
    catalog.createNamespace(Namespace.of("sports"));
    Schema schema = new Schema(Types.NestedField.required(1, "id", Types.StringType.get()));
    for (TableId table : List.of(CAT1, EVENTS)) {
      catalog.createTable(IcebergTableCommits.identifier(table), schema);
    }
    tables = new IcebergTableCommits(catalog, EVENTS, parallel);
  }

  @AfterEach
  void close() throws IOException {
    parallel.close();
    catalog.close();
  }

  @Test
  void aFileOfAnotherSizeIsNotWhole() {
    WrittenFile file = file("short");
    WrittenFile longer = new WrittenFile(file.path(), 11, 1, file.dataFile());
    TableView view = tables.look(List.of(CAT1)).getFirst();
    assertThatThrownBy(() -> tables.verify(view, List.of(longer)))
        .isInstanceOf(MissingFileException.class)
        .hasMessageContaining("11 bytes and has 10");
  }

  @Test
  void aTableThatIsGoneIsNotMistakenForACatalogThatDoesNotAnswer() {
    catalog.dropTable(IcebergTableCommits.identifier(CAT1));
    assertThatThrownBy(() -> tables.look(List.of(CAT1)))
        .isNotInstanceOf(CatalogUnavailableException.class)
        .hasMessageContaining("sports.cat1");
  }

  @Test
  void theSummaryIsReadBackAsItWasWritten() {
    PastCommit commit =
        PastCommit.ofSummary(
                Map.of(
                    "lakebus.pipeline", "sports",
                    "lakebus.epoch", "e",
                    "lakebus.checkpoint", "7",
                    "lakebus.offsets", "{\"0\":5}"),
                "sports")
            .orElseThrow();
    assertThat(PastCommit.ofSummary(commit.toSummary(), "sports")).contains(commit);
    assertThat(PastCommit.ofSummary(commit.toSummary(), "weather")).isEmpty();
    assertThatThrownBy(() -> PastCommit.ofSummary(Map.of("lakebus.pipeline", "sports"), "sports"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Override
  TableCommits tables() {
    return tables;
  }

  @Override
  WrittenFile file(String name) {
    Table table = catalog.loadTable(IcebergTableCommits.identifier(CAT1));
    String path = FOLDER + name;
    try (PositionOutputStream out = table.io().newOutputFile(path).createOrOverwrite()) {
      out.write(TEN_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WrittenFile.of(
        DataFiles.builder(PartitionSpec.unpartitioned())
            .withPath(path)
            .withFormat("parquet")
            .withFileSizeInBytes(TEN_BYTES.length)
            .withRecordCount(1)
            .build(),
        PartitionSpec.unpartitioned());
  }

  @Override
  void lose(WrittenFile file) {}

  @Override
  List<String> files(TableId table) {
    List<String> names = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        catalog.loadTable(IcebergTableCommits.identifier(table)).newScan().planFiles()) {
      tasks.forEach(task -> names.add(task.file().location().substring(FOLDER.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
