// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lakebus.bus.Bus;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.route.TableId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class RoutingModelsTest {

  private static final TableId ARCHIVE = table("events");
  private static final JournalEntry ENTRY =
      Entries.of("order", JsonNodeFactory.instance.objectNode());

  private final RoutingModels models =
      new RoutingModels(
          BusVersions.of(new TreeMap<>(Map.of(1, to("one"), 4, to("other"), 7, to("one")))),
          "demo");

  @Test
  void anEventMakesWhatTheDefinitionOfItsVersionSays() {
    Shares shares = models.of(ENTRY);

    assertThat(shares.under(OptionalInt.of(1))).isEqualTo(inTable("one"));
    assertThat(shares.under(OptionalInt.of(4))).isEqualTo(inTable("other"));
    assertThat(shares.under(OptionalInt.of(7))).isEqualTo(inTable("one"));
    assertThat(shares.tables()).isEqualTo(Set.of(ARCHIVE, table("one"), table("other")));
  }

  @Test
  void whereNoVersionTellsTheDefinitionOfTheEndCounts() {
    assertThat(models.of(ENTRY).under(OptionalInt.empty())).isEqualTo(inTable("one"));
    assertThat(models.of(ENTRY).knows(OptionalInt.empty())).isFalse();
  }

  @Test
  void aVersionThatNobodyPublishedIsNotKnown() {
    assertThat(models.of(ENTRY).knows(OptionalInt.of(4))).isTrue();
    assertThat(models.of(ENTRY).knows(OptionalInt.of(5))).isFalse();
  }

  @Test
  void equalDefinitionsAreOne() {
    assertThat(models.size()).isEqualTo(2);
  }

  @Test
  void aDefinitionThatWasInForceAllTheTimeCountsForEveryVersion() {
    Shares shares = new RoutingModels(BusVersions.always(to("one")), "demo").of(ENTRY);

    assertThat(shares.under(OptionalInt.of(12))).isEqualTo(inTable("one"));
    assertThat(shares.knows(OptionalInt.of(12))).isTrue();
  }

  private static Map<TableId, Share> inTable(String name) {
    return Map.of(ARCHIVE, new Share(1, List.of("all")), table(name), Share.of(List.of("all")));
  }

  private static Bus to(String table) {
    return TestBuses.parse(
        """
        bus: shop
        rules:
          all:
            pattern: { "source": ["demo"] }
            table: %s
        """
            .formatted(table));
  }

  private static TableId table(String name) {
    return new TableId("shop", name);
  }
}
