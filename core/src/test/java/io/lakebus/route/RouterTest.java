// SPDX-License-Identifier: Apache-2.0
package io.lakebus.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.event.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RouterTest {

  private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");

  private final Router router =
      router(
          """
          bus: sports
          rules:
            scores:
              pattern: { "detail-type": [match.score] }
              table: scores
            orders:
              pattern: { "detail-type": [ticket.sold] }
              transform: { jsonata: '{ "order": id, "total": $sum(items.(price * quantity)) }' }
              table: orders
            lines:
              pattern: { "detail-type": [{ "prefix": "ticket." }], "detail": { "items": { "price": [{ "exists": true }] } } }
              transform: { jsonata: 'items.{ "order": %.id, "price": price }' }
              targets: [ { table: lines }, { table: "other.lines_{vendor}" } ]
            types:
              pattern: { "source": [{ "exists": true }] }
              table: "{detail-type}"
          contracts:
            bet.placed: { schema: { required: [stake], properties: { stake: { minimum: 1 } } } }
            bet.lost:
              schema: { properties: { bets: { items: { type: string } } } }
              violation: quarantine
          """);

  @Test
  void anEventThatViolatesItsContractIsADeadLetterAndNothingElse() {
    assertThat(router.route(event("bet.placed", "{\"stake\":0}")))
        .isEqualTo(violated("/stake: must have a minimum value of 1", "/stake"));
    assertThat(router.route(event("bet.placed", "{}")))
        .isEqualTo(violated("required property 'stake' not found", ""));
    assertThat(router.route(event("bet.lost", "{\"bets\":[\"a\",1,2]}")))
        .isEqualTo(
            violated(
                "/bets/1: integer found, string expected; /bets/2: integer found, string expected",
                "/bets/1"));
  }

  private static Routing violated(String message, String pointer) {
    return new Routing(
        List.of(),
        List.of(),
        List.of(
            new DeadLetter(
                Reason.CONTRACT_VIOLATED, message, Optional.of(pointer), Optional.empty())));
  }

  @Test
  void anEventThatKeepsItsContractIsRouted() {
    assertThat(router.route(event("bet.placed", "{\"stake\":1}")).rules()).containsExactly("types");
    assertThat(router.route(event("bet", "{\"stake\":0}")).rules()).containsExactly("types");
  }

  @Test
  void everyRuleThatMatchesMakesItsRows() {
    Routing routing =
        router.route(
            event(
                "ticket.sold",
                "{\"id\":7,\"items\":[{\"price\":2.50,\"quantity\":2},{\"price\":3,\"quantity\":1}]}"));

    assertThat(routing)
        .isEqualTo(
            new Routing(
                List.of("orders", "lines", "types"),
                List.of(
                    row("orders", "sports.orders", "{\"order\":7,\"total\":8}"),
                    row("lines", "sports.lines", "{\"order\":7,\"price\":2.50}"),
                    row("lines", "sports.lines", "{\"order\":7,\"price\":3}"),
                    row("lines", "other.lines_shop_1", "{\"order\":7,\"price\":2.50}"),
                    row("lines", "other.lines_shop_1", "{\"order\":7,\"price\":3}"),
                    row(
                        "types",
                        "sports.ticket_sold",
                        "{\"id\":7,\"items\":[{\"price\":2.50,\"quantity\":2},{\"price\":3,\"quantity\":1}]}")),
                List.of()));
  }

  @Test
  void anEventThatNoRuleMatchesHasNoRules() {
    Router scores =
        router("bus: b\nrules: { scores: { pattern: { detail-type: [score] }, table: t } }");

    assertThat(scores.route(event("other", "{}")))
        .isEqualTo(new Routing(List.of(), List.of(), List.of()));
  }

  @Test
  void aTransformThatFailsLeavesTheOtherRulesAlone() {
    Routing routing =
        router.route(event("ticket.sold", "{\"items\":{\"price\":\"x\",\"quantity\":1}}"));

    assertThat(routing)
        .isEqualTo(
            new Routing(
                List.of("orders", "lines", "types"),
                List.of(
                    row("lines", "sports.lines", "{\"price\":\"x\"}"),
                    row("lines", "other.lines_shop_1", "{\"price\":\"x\"}"),
                    row(
                        "types",
                        "sports.ticket_sold",
                        "{\"items\":{\"price\":\"x\",\"quantity\":1}}")),
                List.of(
                    DeadLetter.ofRule(
                        Reason.TRANSFORM_FAILED,
                        "orders",
                        "JSONata: The left side of the \"*\" operator must evaluate to a number"))));
  }

  @ParameterizedTest
  @CsvSource({
    "Match.Score/2, match_score_2",
    "MÜNCHEN, m_nchen",
    "🏆 won, __won",
    "a_b-c.d, a_b_c_d",
    "42, 42"
  })
  void aTypeBecomesATablesName(String type, String table) {
    assertThat(router.route(event(type, "{}")).rows())
        .containsExactly(row("types", "sports." + table, "{}"));
  }

  @Test
  void aNameThatIsNoTablesIsADeadLetterOfItsRule() {
    assertThat(router.route(event("x".repeat(129), "{}")).deadLetters())
        .containsExactly(
            DeadLetter.ofRule(
                Reason.INVALID_TABLE_NAME,
                "types",
                "the table's name is longer than 128 characters for this event"));
    assertThat(router.route(event("", "{}")).deadLetters())
        .containsExactly(
            DeadLetter.ofRule(
                Reason.INVALID_TABLE_NAME, "types", "the table's name is empty for this event"));
    assertThat(router.route(event("Events", "{}")).deadLetters())
        .containsExactly(
            DeadLetter.ofRule(
                Reason.INVALID_TABLE_NAME,
                "types",
                "the table sports.events is one that the bus keeps for itself"));
  }

  @Test
  void aDetailThatIsNotReadableIsADeadLetterOfTheWholeEvent() {
    assertThat(router.route(event("t", "{\"a\":{\"b\":1,\"b\":2}}")))
        .isEqualTo(
            new Routing(
                List.of(),
                List.of(),
                List.of(
                    new DeadLetter(
                        Reason.MALFORMED_JSON,
                        "Duplicate field 'b' (line 1, column 16)",
                        Optional.of("/a/b"),
                        Optional.empty()))));
    assertThat(router.route(event("t", "[1]")).deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(Reason.DETAIL_NOT_AN_OBJECT);
    assertThat(router.route(event("t", "{\"a\":\"\\ud800\"}")).deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(Reason.UNPAIRED_SURROGATE);
  }

  static Router router(String definition) {
    ParsedBus parsed = BusParser.parse("test.yaml", definition);
    if (parsed instanceof ParsedBus.Valid valid) {
      return new Router(valid.bus());
    }
    throw new IllegalArgumentException(parsed.toString());
  }

  static Event event(String type, String detail) {
    return new Event(
        "id-1",
        "shop.web",
        type,
        "shop-1",
        TIME,
        TIME,
        List.of(),
        Map.of(),
        detail.getBytes(StandardCharsets.UTF_8));
  }

  private static Row row(String rule, String table, String columns) {
    String[] names = table.split("\\.", 2);
    try {
      return new Row(
          rule,
          new TableId(names[0], names[1]),
          StrictJson.mapper().readValue(columns, ObjectNode.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
