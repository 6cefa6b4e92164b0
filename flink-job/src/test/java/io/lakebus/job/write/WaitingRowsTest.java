// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.event.Event;
import io.lakebus.event.StrictJson;
import io.lakebus.job.decode.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingRowsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final WaitingRows rows = new WaitingRows();

  @Test
  void aHundredRowsAreMany() {
    for (int i = 0; i < 99; i++) {
      rows.add(row(10));
    }
    assertThat(rows.isFull()).isFalse();
    rows.add(row(10));
    assertThat(rows.isFull()).isTrue();
  }

  @Test
  void ofTheLargestEventsFourAreMany() {
    for (int i = 0; i < 3; i++) {
      rows.add(row(StrictJson.MAX_EVENT_BYTES));
    }
    assertThat(rows.isFull()).isFalse();
    rows.add(row(StrictJson.MAX_EVENT_BYTES));
    assertThat(rows.isFull()).isTrue();
  }

  @Test
  void rowsAreHandedOverOnceAndInTheirOrder() {
    RuleRow first = row(StrictJson.MAX_EVENT_BYTES);
    RuleRow second = row(StrictJson.MAX_EVENT_BYTES);
    rows.add(first);
    rows.add(second);

    assertThat(rows.take()).containsExactly(first, second);
    assertThat(rows.isEmpty()).isTrue();
    rows.add(first);
    rows.add(second);
    assertThat(rows.isFull()).isFalse();
  }

  private static RuleRow row(int bytes) {
    Event event = new Event("id", "s", "t", "v", NOW, NOW, List.of(), Map.of(), new byte[bytes]);
    return new RuleRow(
        "r", 1, new Item.Accepted(event, 0, 0, 0), StrictJson.mapper().createObjectNode());
  }
}
