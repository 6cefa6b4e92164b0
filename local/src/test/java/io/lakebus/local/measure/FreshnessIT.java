// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.measure;

import io.lakebus.local.stack.LocalStack;
import io.lakebus.route.TableId;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(LocalStack.Shared.class)
class FreshnessIT {

  @Test
  void theDelaysOfAFewEventsAreTold(LocalStack stack) {
    LocalStack.Outcome outcome = stack.run("freshness", "--events", "3");

    assertThat(outcome.out())
        .as(outcome.err())
        .matches("answer to row: p50 \\d+ ms, p99 \\d+ ms, max \\d+ ms over 3 events\\s+");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void anArchiveThatIsNotThereYetHasNoRows(LocalStack stack) throws SQLException {
    for (TableId absent :
        new TableId[] {
          new TableId("no_such_bus", "events"), new TableId("information_schema", "no_such_table")
        }) {
      try (ArchiveRows rows = new ArchiveRows(stack.jdbcUrl(), absent)) {
        assertThat(rows.of("id")).as(absent.toString()).isZero();
      }
    }
  }

  @Test
  void whatElseIsWrongWithAQueryIsNotTakenForAbsence(LocalStack stack) throws SQLException {
    try (ArchiveRows rows =
        new ArchiveRows(stack.jdbcUrl(), new TableId("information_schema", "tables"))) {
      assertThatThrownBy(() -> rows.of("id"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("_event_id");
    }
  }
}
