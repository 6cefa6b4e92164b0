// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.failpoint.Moment;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.parallel.InParallel;
import io.lakebus.route.TableId;
import io.lakebus.schema.TableKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
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
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "id", Types.StringType.get()));

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final InParallel parallel = InParallel.of("test", 2);
  private final List<Moment> reached = new ArrayList<>();
  private IcebergTableCommits tables;

  @BeforeEach
  void createTables() {
    catalog.initialize("test", Map.of());
    catalog.createNamespace(Namespace.of("sports"));
    for (TableId table : List.of(CAT1, EVENTS)) {
      catalog.createTable(TableKeeper.identifier(table), SCHEMA);
    }
    tables = new IcebergTableCommits(catalog, EVENTS, parallel, reached::add);
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
  void aFileThatTheStoreDoesNotKnowIsMissingHoweverTheStoreSaysIt() {
    assertThatThrownBy(() -> IcebergTableCommits.verified(new Store(() -> false), file("a")))
        .isInstanceOf(MissingFileException.class)
        .hasMessageContaining("is not there");
  }

  @Test
  void aFileOfAStoreThatDoesNotAnswerMayBeThere() {
    BooleanSupplier silent =
        () -> {
          throw new IllegalStateException("no answer");
        };
    assertThatThrownBy(() -> IcebergTableCommits.verified(new Store(silent), file("a")))
        .isInstanceOf(CatalogUnavailableException.class);
    assertThatThrownBy(() -> IcebergTableCommits.verified(new Store(() -> true), file("a")))
        .isInstanceOf(CatalogUnavailableException.class);
  }

  /** A store whose failures are of its own type, as those of S3's file IO are. */
  private record Store(BooleanSupplier knows) implements FileIO {

    @Override
    public InputFile newInputFile(String path) {
      return new InputFile() {
        @Override
        public long getLength() {
          throw new IllegalStateException("status 404");
        }

        @Override
        public SeekableInputStream newStream() {
          throw new IllegalStateException("status 404");
        }

        @Override
        public String location() {
          return path;
        }

        @Override
        public boolean exists() {
          return knows.getAsBoolean();
        }
      };
    }

    @Override
    public OutputFile newOutputFile(String path) {
      throw new IllegalStateException("is only read");
    }

    @Override
    public void deleteFile(String path) {
      throw new IllegalStateException("is only read");
    }
  }

  @Test
  void theMomentsOfSingleCommitsAreToldInTheirOrder() {
    List<TableView> views = tables.look(List.of(EVENTS, CAT1));
    PastCommit commit = new PastCommit(new CommitKey("sports", "e", 1), Offsets.NONE);
    tables.append(
        views.stream().map(view -> new TableAppend(view, List.of(file("a")), commit)).toList());
    assertThat(reached).containsExactly(Moment.STAGED, Moment.BETWEEN_TABLES);
  }

  @Test
  void whatFailsBetweenTheTablesLeavesTheArchiveForLater() {
    FailPoints failing =
        moment -> {
          if (moment == Moment.BETWEEN_TABLES) {
            throw new IllegalStateException("here");
          }
        };
    tables = new IcebergTableCommits(catalog, EVENTS, parallel, failing);
    List<TableView> views = tables.look(List.of(EVENTS, CAT1));
    PastCommit commit = new PastCommit(new CommitKey("sports", "e", 1), Offsets.NONE);
    List<TableAppend> appends =
        views.stream().map(view -> new TableAppend(view, List.of(file("a")), commit)).toList();
    assertThatThrownBy(() -> tables.append(appends)).hasMessage("here");
    assertThat(files(CAT1)).containsExactly("a");
    assertThat(files(EVENTS)).isEmpty();
  }

  @Test
  void aTableThatIsGoneIsNotMistakenForACatalogThatDoesNotAnswer() {
    catalog.dropTable(TableKeeper.identifier(CAT1));
    assertThatThrownBy(() -> tables.look(List.of(CAT1)))
        .isInstanceOf(TableGoneException.class)
        .hasMessageContaining("sports.cat1 is not in the catalog");
  }

  @Test
  void aTableThatIsMadeAnewIsToldFromTheOldOne() {
    TableView old = tables.look(List.of(CAT1)).getFirst();
    assertThat(old.uuid()).contains(catalog.loadTable(TableKeeper.identifier(CAT1)).uuid());

    catalog.dropTable(TableKeeper.identifier(CAT1));
    catalog.createTable(TableKeeper.identifier(CAT1), SCHEMA);

    assertThat(tables.look(List.of(CAT1)).getFirst().uuid()).isPresent().isNotEqualTo(old.uuid());
  }

  @Test
  void aTableThatGoesAfterTheLookHasChangedSinceIt() {
    TableView view = tables.look(List.of(CAT1)).getFirst();
    List<TableAppend> appends = List.of(new TableAppend(view, List.of(file("a")), commit(1)));
    catalog.dropTable(TableKeeper.identifier(CAT1), false);
    assertThatThrownBy(() -> tables.append(appends)).isInstanceOf(CommitConflictException.class);
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
    Map<String, String> property = commit.toProperties();
    assertThat(property).isEqualTo(Map.of("lakebus.newest.sports", "e 7 {\"0\":5}"));
    assertThat(PastCommit.ofProperties(property, "sports")).contains(commit);
    assertThat(PastCommit.ofProperties(property, "weather")).isEmpty();
    assertThatThrownBy(
            () -> PastCommit.ofProperties(Map.of("lakebus.newest.sports", "e 7"), "sports"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lakebus.newest.sports");
    assertThatThrownBy(() -> PastCommit.ofSummary(Map.of("lakebus.pipeline", "sports"), "sports"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTopicOfTheOffsetsIsReadBackAsItWasWritten() {
    PastCommit commit = commit(7, "topic");
    assertThat(commit.toSummary()).containsEntry("lakebus.topic", "topic");
    assertThat(PastCommit.ofSummary(commit.toSummary(), "sports")).contains(commit);
    assertThat(commit.toProperties())
        .isEqualTo(
            Map.of("lakebus.newest.sports", "e 7 {\"0\":70}", "lakebus.topic.sports", "topic"));
    assertThat(PastCommit.ofProperties(commit.toProperties(), "sports")).contains(commit);
  }

  @Test
  void whatATableTellsOfAnotherTopicDoesNotCount() {
    append(commit(1, "old"));
    Table table = catalog.loadTable(TableKeeper.identifier(CAT1));
    assertThat(History.completeTo(table, "sports", Optional.of("new"))).isEqualTo(Offsets.NONE);
    assertThat(History.completeTo(table, "sports", Optional.of("old")))
        .isEqualTo(commit(1).complete());
    assertThat(History.completeTo(table, "sports", Optional.empty()))
        .isEqualTo(commit(1).complete());

    append(2);
    table.refresh();
    assertThat(History.completeTo(table, "sports", Optional.of("new")))
        .as("of a commit that does not tell its topic")
        .isEqualTo(commit(2).complete());
  }

  @Test
  void whenAllItsSnapshotsHaveExpiredATableStillTellsItsTopic() {
    append(commit(1, "topic"));
    Table table = catalog.loadTable(TableKeeper.identifier(CAT1));
    table.newAppend().commit();
    table.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    assertThat(History.newest(table, "sports")).contains(commit(1, "topic"));
  }

  @Test
  void whenAllItsSnapshotsHaveExpiredATableStillTellsTheNewest() {
    append(1);
    append(2);
    Table table = catalog.loadTable(TableKeeper.identifier(CAT1));
    table.newAppend().commit();
    table.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    assertThat(tables.look(List.of(CAT1)).getFirst().commitsOf("sports"))
        .containsExactly(commit(2));
    assertThat(tables.look(List.of(CAT1)).getFirst().commitsOf("weather")).isEmpty();
    assertThat(new IcebergArchiveProbe(catalog, CAT1, "sports", () -> {}).completeTo())
        .isEqualTo(commit(2).complete());
  }

  @Test
  void afterARollbackATableTellsWhatItHas() {
    append(1);
    Table table = catalog.loadTable(TableKeeper.identifier(CAT1));
    long first = table.currentSnapshot().snapshotId();
    append(2);
    table.refresh();
    table.manageSnapshots().rollbackTo(first).commit();
    assertThat(tables.look(List.of(CAT1)).getFirst().commitsOf("sports"))
        .containsExactly(commit(1));
  }

  @Test
  void anAppendOfNoFilesIsACommit() {
    tables.append(
        List.of(new TableAppend(tables.look(List.of(CAT1)).getFirst(), List.of(), commit(1))));
    assertThat(tables.look(List.of(CAT1)).getFirst().commitsOf("sports"))
        .containsExactly(commit(1));
    assertThat(files(CAT1)).isEmpty();
  }

  @Test
  void anArchiveThatIsNotThereIsCompleteUpToNowhere() {
    TableId nowhere = new TableId("sports", "nowhere");
    assertThat(new IcebergArchiveProbe(catalog, nowhere, "sports", () -> {}).completeTo())
        .isEqualTo(Offsets.NONE);
  }

  private void append(long checkpoint) {
    append(commit(checkpoint));
  }

  private void append(PastCommit commit) {
    tables.append(
        List.of(
            new TableAppend(
                tables.look(List.of(CAT1)).getFirst(),
                List.of(file("f" + commit.key().checkpoint())),
                commit)));
  }

  private static PastCommit commit(long checkpoint, String topicId) {
    PastCommit commit = commit(checkpoint);
    return new PastCommit(commit.key(), commit.complete(), Optional.of(topicId));
  }

  private static PastCommit commit(long checkpoint) {
    return new PastCommit(
        new CommitKey("sports", "e", checkpoint), Offsets.of(Map.of(0, checkpoint * 10)));
  }

  @Override
  protected TableCommits tables() {
    return tables;
  }

  @Override
  protected WrittenFile file(String name) {
    Table table = catalog.loadTable(TableKeeper.identifier(CAT1));
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
  protected void lose(WrittenFile file) {}

  @Override
  protected List<String> files(TableId table) {
    List<String> names = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        catalog.loadTable(TableKeeper.identifier(table)).newScan().planFiles()) {
      tasks.forEach(task -> names.add(task.file().location().substring(FOLDER.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
