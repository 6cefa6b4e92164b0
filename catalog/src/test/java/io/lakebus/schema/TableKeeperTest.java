// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import io.lakebus.bus.TableSpec;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableKeeperTest {

  private static final TableId CAT1 = new TableId("sports", "cat1");

  private final InMemoryCatalog catalog = Tables.catalog();
  private final TableKeeper keeper = Tables.keeper(catalog);

  @Test
  void aTableIsMadeWhenItsFirstRowNeedsIt() {
    Table table = ready(keeper, "{\"price\":1.5,\"venue\":{\"city\":\"Ghent\"}}");

    assertThat(table.schema().columns().stream().limit(11).toList())
        .isEqualTo(ReservedColumns.fields());
    assertThat(table.schema().columns().stream().skip(11).map(NestedField::toString))
        .containsExactly(
            "12: price: optional double", "13: venue: optional struct<14: city: optional string>");
    assertThat(table.spec().toString()).contains("1000: _received_at_day: day(6)");
    assertThat(table.properties())
        .containsEntry("write.parquet.compression-codec", "zstd")
        .containsEntry("write.metadata.delete-after-commit.enabled", "true")
        .containsEntry("write.metadata.metrics.column._received_at", "full");
    assertThat(((HasTableOperations) table).operations().current().formatVersion()).isEqualTo(2);
  }

  @Test
  void severalFirstRowsDecideTogether() {
    RoutedTable table =
        keeper.routedTable(
            CAT1,
            TableSpec.DEFAULT,
            List.of(Tables.json("{\"price\":10}"), Tables.json("{\"price\":12.5,\"n\":1}")));

    assertThat(((RoutedTable.Ready) table).table().schema().findType("price"))
        .isEqualTo(Types.DoubleType.get());
  }

  @Test
  void aTableThatIsThereIsTakenAsItIs() {
    Table first = ready(keeper, "{\"a\":1}");

    Table second = ready(keeper, "{\"b\":1}");

    assertThat(second.schema().asStruct()).isEqualTo(first.schema().asStruct());
    assertThat(second.uuid()).isEqualTo(first.uuid());
  }

  @Test
  void aTableBeyondTheLimitIsNotMadeButOneThatIsThereIsFound() {
    TableKeeper two = new TableKeeper(catalog, 2, Tables::noPause);
    two.archiveTable(new TableId("sports", "events"));
    ready(two, "{}");

    RoutedTable third = ask(two, "x");

    assertThat(third).isEqualTo(new RoutedTable.TooManyTables(2));
    assertThat(catalog.tableExists(TableIdentifier.of("sports", "x"))).isFalse();
    assertThat(ready(two, "{}").name()).isEqualTo("test.sports.cat1");
  }

  @Test
  void aFullNamespaceIsNotAskedAgainBeforeItIsToBeLookedAtAgain() {
    CountingCatalog counting = new CountingCatalog();
    TableKeeper one = new TableKeeper(counting, 1, Tables::noPause);
    ready(one, "{}");
    assertThat(ask(one, "x")).isEqualTo(new RoutedTable.TooManyTables(1));
    int calls = counting.calls();

    assertThat(ask(one, "y")).isEqualTo(new RoutedTable.TooManyTables(1));
    assertThat(ask(one, "z")).isEqualTo(new RoutedTable.TooManyTables(1));
    assertThat(counting.calls()).isEqualTo(calls);
    assertThat(ask(one, "cat1")).isInstanceOf(RoutedTable.Ready.class);

    counting.dropTable(TableIdentifier.of("sports", "cat1"));
    one.lookAgain();
    assertThat(ask(one, "x")).isInstanceOf(RoutedTable.Ready.class);
  }

  @Test
  void theLastTableThatAnotherMakesAtTheSameMomentIsTaken() {
    TableIdentifier last = TableIdentifier.of("sports", "last");
    InMemoryCatalog raced =
        new InMemoryCatalog() {
          @Override
          public List<TableIdentifier> listTables(Namespace namespace) {
            if (!tableExists(last)) {
              createTable(last, new Schema(ReservedColumns.fields()));
            }
            return super.listTables(namespace);
          }
        };
    raced.initialize("raced", Map.of());
    raced.createNamespace(Namespace.of("sports"));
    TableKeeper one = new TableKeeper(raced, 1, Tables::noPause);

    assertThat(ask(one, "last")).isInstanceOf(RoutedTable.Ready.class);
  }

  @Test
  void aViewIsInTheWayOfATable() {
    Tables.view(catalog, CAT1);

    assertThat(keeper.routedTable(CAT1, TableSpec.DEFAULT, Tables.json("{}")))
        .isInstanceOfSatisfying(
            RoutedTable.NameTaken.class, taken -> assertThat(taken.by()).contains("a view"));
  }

  @Test
  void aTableThatTheBusDidNotMakeIsInTheWayAndStaysAsItIs() {
    Table strange = Tables.strange(catalog, CAT1, ReservedColumns.EVENT_ID, Types.LongType.get());
    TableSpec hinted = Hints.of(Map.of("odds", "decimal(10,4)"), List.of());

    assertThat(keeper.routedTable(CAT1, hinted, Tables.json("{\"n\":1}")))
        .isEqualTo(
            new RoutedTable.NameTaken("a table without the column _event_id of type string"));
    strange.refresh();
    assertThat(strange.schemas()).hasSize(1);
  }

  @Test
  void whatIsInTheWayOfTheBussOwnTablesIsNamed() {
    TableId archive = new TableId("sports", "events");
    TableId quarantine = new TableId("sports", "quarantine");
    Tables.view(catalog, archive);
    Tables.strange(catalog, quarantine, "n", Types.LongType.get());

    assertThatThrownBy(() -> keeper.archiveTable(archive))
        .isInstanceOf(NameTakenException.class)
        .hasMessageContaining("sports.events is to be")
        .hasMessageContaining("a view");
    assertThatThrownBy(() -> keeper.quarantineTable(quarantine))
        .isInstanceOf(NameTakenException.class)
        .hasMessageContaining("sports.quarantine is to be")
        .hasMessageContaining("a table with other columns");
  }

  @Test
  void manyWhoCreateOneTableAtOnceGetTheSame() throws Exception {
    List<Callable<Table>> creators = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String row = "{\"c" + i + "\":1}";
      TableKeeper own = Tables.keeper(catalog);
      creators.add(() -> ready(own, row));
    }

    List<Table> tables = atOnce(creators);

    assertThat(tables.stream().map(Table::uuid).distinct()).hasSize(1);
    assertThat(catalog.listTables(TableIdentifier.of("sports", "x").namespace())).hasSize(1);
  }

  @Test
  void manyWhoEvolveOneTableAtOnceAllGetTheirColumns() throws Exception {
    ready(keeper, "{\"o\":{\"x\":1}}");
    List<Callable<Table>> evolvers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String own = "{\"same\":{\"n\":1},\"own" + i + "\":\"s\",\"o\":{\"f" + i + "\":1}}";
      Table table = catalog.loadTable(TableIdentifier.of("sports", "cat1"));
      TableKeeper ownKeeper = Tables.keeper(catalog);
      evolvers.add(() -> evolve(ownKeeper, table, own));
    }

    atOnce(evolvers);

    Table table = catalog.loadTable(TableIdentifier.of("sports", "cat1"));
    Set<String> names =
        table.schema().columns().stream()
            .skip(11)
            .map(NestedField::name)
            .collect(Collectors.toSet());
    Set<String> nested =
        table.schema().findType("o").asStructType().fields().stream()
            .map(NestedField::name)
            .collect(Collectors.toSet());
    assertThat(names).contains("o", "same").hasSize(10);
    assertThat(nested).contains("x", "f0", "f7").hasSize(9);
  }

  @Test
  void aChangeThatAnotherHasMadeIsNoCommit() {
    Table table = ready(keeper, "{}");
    Table other = catalog.loadTable(TableIdentifier.of("sports", "cat1"));
    SchemaChange change = change(table, "{\"a\":{\"b\":1}}");
    keeper.evolve(other, change);
    int schemas = other.schemas().size();

    Table evolved = keeper.evolve(table, change);

    assertThat(evolved.schema().asStruct()).isEqualTo(other.schema().asStruct());
    assertThat(evolved.schemas()).hasSize(schemas);
  }

  @Test
  void oneEvolutionServesManyRows() {
    Table table = ready(keeper, "{}");
    SchemaChange both = change(table, "{\"p\":1}").and(change(table, "{\"p\":1.5,\"q\":[1]}"));

    keeper.evolve(table, both);

    assertThat(table.schema().findType("p")).isEqualTo(Types.DoubleType.get());
    assertThat(table.schema().findType("q.element")).isEqualTo(Types.LongType.get());
    assertThat(table.schemas()).hasSize(2);
  }

  @Test
  void aCommitWhoseFateIsUnknownIsLookedUp() {
    TroubledCatalog troubled = new TroubledCatalog();
    TableKeeper patient = Tables.keeper(troubled);
    Table table = ready(patient, "{}");
    troubled.afterCommit(new CommitStateUnknownException(new IllegalStateException("reset")), 1);

    patient.evolve(table, change(table, "{\"a\":1}"));

    assertThat(table.schema().findType("a")).isEqualTo(Types.LongType.get());
    assertThat(table.schemas()).hasSize(2);
  }

  @Test
  void aLostRaceIsRunAgainButNotForEver() {
    TroubledCatalog troubled = new TroubledCatalog();
    List<Long> pauses = new ArrayList<>();
    TableKeeper patient = new TableKeeper(troubled, 500, pause -> pauses.add(pause.toMillis()));
    Table table = ready(patient, "{}");
    troubled.beforeCommit(new CommitFailedException("another was faster"), 3);
    patient.evolve(table, change(table, "{\"a\":1}"));
    int needed = pauses.size();
    troubled.beforeCommit(new CommitFailedException("another was faster"), 1000);
    SchemaChange change = change(table, "{\"b\":1}");

    assertThatThrownBy(() -> patient.evolve(table, change))
        .isInstanceOf(CommitFailedException.class);
    assertThat(needed).isEqualTo(3);
    assertThat(pauses).hasSize(3 + 11).allMatch(pause -> pause >= 50 && pause <= 2000);
  }

  @Test
  void partitionsFollowTheSpecAndWhatCannotBeIsLeftOut() {
    TableSpec spec =
        Hints.of(
            Map.of("kickoff", "timestamptz", "country", "string"),
            List.of("hour(kickoff)", "truncate[2](country)", "day(country)", "year(nowhere)"));

    RoutedTable table = keeper.routedTable(CAT1, spec, Tables.json("{\"a\":1}"));

    assertThat(
            ((RoutedTable.Ready) table)
                .table().spec().fields().stream()
                    .map(field -> field.name() + "=" + field.transform()))
        .containsExactly("kickoff_hour=hour", "country_trunc=truncate[2]");
  }

  private static RoutedTable ask(TableKeeper keeper, String name) {
    return keeper.routedTable(new TableId("sports", name), TableSpec.DEFAULT, Tables.json("{}"));
  }

  private static Table ready(TableKeeper keeper, String firstRow) {
    RoutedTable table = keeper.routedTable(CAT1, TableSpec.DEFAULT, Tables.json(firstRow));
    return ((RoutedTable.Ready) table).table();
  }

  private static SchemaChange change(Table table, String row) {
    Shaped shaped = RowShaper.of(table).shape(Tables.META, Tables.json(row));
    return ((Shaped.NeedsColumns) shaped).change();
  }

  private static Table evolve(TableKeeper keeper, Table table, String row) {
    return keeper.evolve(table, change(table, row));
  }

  /** Runs all at the same moment, each on a thread of its own. */
  private static List<Table> atOnce(List<Callable<Table>> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      List<Future<Table>> futures =
          IntStream.range(0, tasks.size())
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return tasks.get(i).call();
                          }))
              .toList();
      List<Table> results = new ArrayList<>();
      for (Future<Table> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
