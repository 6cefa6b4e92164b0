// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lakebus.local.check.MemoryLake.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

/** Each snapshot has the rows between the place of the one before and its own. */
final class HistoryTest {

  private final MemoryLake lake = new MemoryLake();

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  @Test
  void wholeCheckpointsAreRight() throws Exception {
    commit(1, "{\"0\":2}", "0@0", "0@1");
    commit(3, "{\"0\":5,\"1\":9}", "0@3", "1@8");
    assertThat(history())
        .satisfies(history -> assertThat(history.violations()).isEmpty())
        .satisfies(history -> assertThat(history.judged()).isEqualTo(1))
        .satisfies(history -> assertThat(history.isWhole()).isTrue());
  }

  @Test
  void aRowBeyondTheEndCameTooEarly() throws Exception {
    commit(1, "{\"0\":2}", "0@0", "0@2");
    assertThat(history().violations())
        .containsExactly("bus.rows: the commit bus/e/1 brings 0@2, beyond its own end {0=2}");
  }

  @Test
  void aRowBeforeTheEndOfTheOneBeforeCameTooLate() throws Exception {
    commit(1, "{\"0\":2}", "0@0");
    commit(2, "{\"0\":3}", "0@1", "0@2");
    assertThat(history().violations())
        .containsExactly(
            "bus.rows: the commit bus/e/2 brings 0@1, before the end of the one before {0=2}");
  }

  @Test
  void aPlaceThatGoesBackIsFound() throws Exception {
    commit(1, "{\"0\":2,\"1\":2}", "0@0");
    commit(2, "{\"0\":3,\"1\":1}", "0@2");
    assertThat(history().violations())
        .containsExactly(
            "bus.rows: the commit bus/e/2 is complete to {0=3, 1=1}, the one before was to"
                + " {0=2, 1=2}");
  }

  @Test
  void whatIsExpiredIsNotJudged() throws Exception {
    commit(1, "{\"0\":2}", "0@0");
    commit(2, "{\"0\":3}", "0@1", "0@2");
    lake.table(ROWS)
        .expireSnapshots()
        .expireSnapshotId(lake.table(ROWS).currentSnapshot().parentId())
        .commit();
    assertThat(history().violations()).isEmpty();
    assertThat(history().judged()).isZero();
    assertThat(history().isWhole()).isFalse();
  }

  private History history() {
    return lake.tables().history(ROWS);
  }

  private void commit(int checkpoint, String offsets, String... places) throws IOException {
    lake.commit(ROWS, checkpoint, offsets, Arrays.stream(places).map(this::row).toList());
  }

  private Record row(String place) {
    int at = place.indexOf('@');
    return lake.row(
        ROWS,
        place,
        Integer.parseInt(place.substring(0, at)),
        Long.parseLong(place.substring(at + 1)),
        Map.of("_rule", "r"));
  }
}
