// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.event.StrictJson;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.Outcome;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class RowsOfEventTest {

  private static final String BUS =
      """
      bus: shop
      rules:
        lines:
          pattern: { "detail-type": ["order"] }
          transform: { jsonata: 'items.{ "sku": sku }' }
          table: lines
        everything:
          pattern: { "source": ["demo"] }
          table: everything
        own:
          pattern: { "detail-type": [{ "exists": true }] }
          table: "type_{detail-type}"
        failing:
          pattern: { "detail-type": ["order"] }
          transform: { jsonata: '{ "n": $number(text) }' }
          table: numbers
      """;

  @Test
  void theRowsOfAnEventAreThoseOfTheRouterOneOfTheArchiveAndItsDeadLetters() throws IOException {
    assertThat(
            rows(
                "order", "{\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}],\"text\":\"not a number\"}"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                table("events"), 1,
                table("lines"), 2,
                table("everything"), 1,
                table("type_order"), 1,
                table("quarantine"), 1));
  }

  @Test
  void anEventOfAnotherTypeGoesElsewhere() throws IOException {
    assertThat(rows("visit", "{}"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(table("events"), 1, table("everything"), 1, table("type_visit"), 1));
  }

  private static Map<TableId, Integer> rows(String type, String detail) throws IOException {
    ParsedBus parsed = BusParser.parse("bus.yaml", BUS);
    assertThat(parsed).isInstanceOf(ParsedBus.Valid.class);
    Bus bus = ((ParsedBus.Valid) parsed).bus();
    return new RowsOfEvent(bus, "demo")
        .of(
            new JournalEntry(
                1,
                "e",
                type,
                Optional.empty(),
                "sha",
                StrictJson.mapper().readTree(detail),
                Instant.EPOCH,
                1,
                Outcome.ACCEPTED,
                202));
  }

  private static TableId table(String name) {
    return new TableId("shop", name);
  }
}
