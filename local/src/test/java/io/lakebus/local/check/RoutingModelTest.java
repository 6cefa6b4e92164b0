// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.event.Event;
import io.lakebus.event.StrictJson;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.route.Router;
import io.lakebus.route.Routing;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class RoutingModelTest {

  private static final Bus BUS =
      TestBuses.parse(
          """
          bus: shop
          rules:
            lines:
              pattern: { "detail-type": ["order"] }
              transform: { jsonata: 'items.{ "sku": sku }' }
              table: lines
            everything:
              pattern: { "source": [{ "exists": true }] }
              table: everything
            own:
              pattern: { "detail-type": [{ "exists": true }], "detail": { "own": [true] } }
              table: "type_{detail-type}"
            failing:
              pattern: { "detail-type": ["order"] }
              transform: { jsonata: '{ "n": $number(text) }' }
              table: numbers
            near:
              pattern: { "detail": { "from": [{ "cidr": "10.0.0.0/24" }] } }
              table: near
          contracts:
            bill:
              schema: { required: [sum] }
          """);

  private final RoutingModel model = new RoutingModel(BUS, "demo");

  @Test
  void anEventMakesItsRowsOneOfTheArchiveAndItsDeadLetters() throws IOException {
    assertThat(
            shares(
                "order",
                "{\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}],\"text\":\"none\",\"own\":true}"))
        .isEqualTo(
            Map.of(
                table("events"),
                new Share(1, List.of("everything", "failing", "lines", "own")),
                table("lines"),
                Share.of(List.of("lines", "lines")),
                table("everything"),
                Share.of(List.of("everything")),
                table("type_order"),
                Share.of(List.of("own")),
                table("quarantine"),
                Share.of(List.of("failing/transform-failed"))));
  }

  @Test
  void anEventThatViolatesItsContractIsInTheQuarantineOnly() throws IOException {
    assertThat(shares("bill", "{}"))
        .isEqualTo(Map.of(table("quarantine"), Share.of(List.of("/contract-violated"))));
    assertThat(shares("bill", "{\"sum\":1}")).containsKeys(table("events"), table("everything"));
  }

  @Test
  void anEventOfAnotherTypeGoesElsewhere() throws IOException {
    assertThat(shares("visit", "{}"))
        .isEqualTo(
            Map.of(
                table("events"),
                new Share(1, List.of("everything")),
                table("everything"),
                Share.of(List.of("everything"))));
  }

  @Test
  void aNameThatIsTheBussOwnIsADeadLetter() throws IOException {
    Bus own =
        TestBuses.parse(
            """
            bus: shop
            rules:
              own:
                pattern: { "source": ["demo"] }
                table: "{detail-type}"
            """);
    assertThat(new RoutingModel(own, "demo").of(entry("events", "{}")))
        .isEqualTo(
            Map.of(
                table("events"),
                new Share(1, List.of("own")),
                table("quarantine"),
                Share.of(List.of("own/invalid-table-name"))));
  }

  @Test
  void aPatternThatTheModelDoesNotKnowIsNamedAndMatchedAllTheSame() throws IOException {
    assertThat(model.unmodelled()).containsExactly("near");
    assertThat(shares("visit", "{\"from\":\"10.0.0.7\"}")).containsKey(table("near"));
    assertThat(shares("visit", "{\"from\":\"10.0.1.7\"}")).doesNotContainKey(table("near"));
  }

  @Test
  void aTableOfEverythingIsATwinOfTheArchive() {
    assertThat(model.twins()).containsExactly(table("everything"));
    assertThat(model.fixedTables())
        .containsExactlyInAnyOrder(
            table("lines"), table("everything"), table("numbers"), table("near"));
  }

  @Test
  void theModelAndTheRouterAgree() throws IOException {
    for (String type : List.of("order", "visit", "events", "a b")) {
      for (String detail :
          List.of(
              "{}",
              "{\"own\":true}",
              "{\"own\":\"true\",\"text\":\"12\"}",
              "{\"items\":[{\"sku\":1}],\"text\":\"x\"}")) {
        Event event =
            new Event(
                "e",
                "demo",
                type,
                "demo",
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                Map.of(),
                detail.getBytes(StandardCharsets.UTF_8));
        Routing routing = new Router(BUS).route(event);
        Map<TableId, Share> shares = shares(type, detail);

        assertThat(shares.get(table("events")).marks())
            .isEqualTo(routing.rules().stream().sorted().toList());
        assertThat(
                shares.entrySet().stream()
                    .filter(share -> !share.getKey().equals(table("events")))
                    .mapToLong(share -> share.getValue().rows())
                    .sum())
            .isEqualTo(routing.rows().size() + routing.deadLetters().size());
      }
    }
  }

  private Map<TableId, Share> shares(String type, String detail) throws IOException {
    return model.of(entry(type, detail));
  }

  private static JournalEntry entry(String type, String detail) throws IOException {
    return Entries.of(type, StrictJson.mapper().readTree(detail));
  }

  private static TableId table(String name) {
    return new TableId("shop", name);
  }
}
