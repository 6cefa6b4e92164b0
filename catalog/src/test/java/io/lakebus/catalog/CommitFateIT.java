// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.catalog.CommitFate.Fate;
import io.lakebus.catalog.PointerChange.Added;
import io.lakebus.catalog.PointerChange.Moved;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lakebus.catalog.CommitFate.Fate.DONE;
import static io.lakebus.catalog.CommitFate.Fate.NOT_DONE;
import static io.lakebus.catalog.CommitFate.Fate.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

/** What the row of a table and its history prove about a commit from {@code old} to {@code new}. */
class CommitFateIT {

  private static final TableIdentifier TABLE = TableIdentifier.of("fate", "matches");
  private static final PointerChange MOVED = new Moved(TABLE, "old", "new");
  private static final PointerChange ADDED = new Added(TABLE, "new");

  @TempDir private static Path folder;

  private static RealPostgres postgres;
  private static Database database;

  @BeforeAll
  static void start() throws Exception {
    postgres = new RealPostgres(folder);
    CatalogConfig config = Fixtures.config(postgres);
    CatalogServer.start(config).close();
    database = Database.open(config.postgres(), new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
    postgres.close();
  }

  @Test
  void theRowItselfTells() throws Exception {
    assertThat(fate(MOVED, row("new", "old"), List.of())).isEqualTo(DONE);
    assertThat(fate(MOVED, row("old", "older"), List.of())).isEqualTo(NOT_DONE);
    assertThat(fate(ADDED, row("new", null), List.of())).isEqualTo(DONE);
  }

  @Test
  void theRowTellsAfterOneOtherCommitOnTop() throws Exception {
    assertThat(fate(MOVED, row("other", "new"), List.of())).isEqualTo(DONE);
    assertThat(fate(MOVED, row("other", "old"), List.of())).isEqualTo(NOT_DONE);
  }

  @Test
  void theHistoryTellsAfterMore() throws Exception {
    assertThat(fate(MOVED, row("third", "second"), List.of("old", "new", "second")))
        .isEqualTo(DONE);
    assertThat(fate(MOVED, row("third", "second"), List.of("old", "first", "second")))
        .isEqualTo(NOT_DONE);
    assertThat(fate(MOVED, row("third", "second"), List.of("second"))).isEqualTo(UNKNOWN);
  }

  @Test
  void aTableThatIsNotThereTellsNothing() throws Exception {
    assertThat(fate(MOVED, "", List.of())).isEqualTo(UNKNOWN);
    assertThat(fate(ADDED, "", List.of())).isEqualTo(UNKNOWN);
    assertThat(fate(ADDED, row("other", null), List.of())).isEqualTo(UNKNOWN);
  }

  private static String row(String current, String previous) {
    return "INSERT INTO iceberg_tables VALUES ('lakebus', 'fate', 'matches', '%s', %s, 'TABLE')"
        .formatted(current, previous == null ? "NULL" : "'" + previous + "'");
  }

  private static Fate fate(PointerChange change, String row, List<String> history)
      throws Exception {
    database.run(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM iceberg_tables");
            return row.isEmpty() || statement.executeUpdate(row) == 1;
          }
        });
    return new CommitFate(database, "lakebus", location -> history, Duration.ofSeconds(5))
        .lookUp(List.of(change));
  }
}
