// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebus.event.StrictJson;
import io.lakebus.local.Lakebus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class RulesCommandTest {

  private static final String BUS =
      """
      bus: sports
      rules:
        scores:
          pattern: { "detail-type": ["match.score"], "detail": { "home_score": [{ "numeric": [">", 1] }] } }
          table: scores
        orders:
          pattern: { "detail-type": [{ "prefix": "ticket." }] }
          transform: { jsonata: '{ "order": order_id }' }
          table: orders
        everything:
          pattern: { "source": [{ "exists": true }] }
          table: "type_{detail-type}"
      contracts:
        ticket.sold:
          schema: { required: [order_id], properties: { order_id: { type: string } } }
        ticket.refunded:
          schema: { required: [order_id] }
          violation: quarantine
      """;

  private static final String EVENT =
      """
      { "id": "e1", "detail-type": "match.score", "time": "2026-11-23T08:00:00Z",
        "detail": { "home_score": 1, "team": "x" } }
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path bus;

  @BeforeEach
  void writeBus() throws IOException {
    bus = Files.writeString(folder.resolve("bus.yaml"), BUS);
  }

  @Test
  void itSaysWhatMatchesAndWhichFieldIsToBlame() throws IOException {
    assertThat(test(EVENT)).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "scores: does not match",
            "  detail.home_score is 1, the pattern asks for [{\"numeric\":[\">\",1]}]",
            "orders: does not match",
            "  detail-type is \"match.score\", the pattern asks for [{\"prefix\":\"ticket.\"}]",
            "everything: matches",
            "  sports.type_match_score  {\"home_score\":1,\"team\":\"x\"}");
  }

  @Test
  void theSameAsJson() throws IOException {
    assertThat(test(EVENT, "--format=json")).isZero();
    JsonNode rules = StrictJson.mapper().readTree(out.toString()).get("rules");
    assertThat(rules.at("/0/matches").asBoolean()).isFalse();
    assertThat(rules.at("/0/mismatches").toString())
        .isEqualTo(
            "[{\"field\":\"detail.home_score\",\"pattern\":[{\"numeric\":[\">\",1]}],\"value\":1}]");
    assertThat(rules.at("/2/rows").toString())
        .isEqualTo(
            "[{\"table\":\"sports.type_match_score\","
                + "\"columns\":{\"home_score\":1,\"team\":\"x\"}}]");
  }

  @Test
  void anEventBridgeEnvelopeIsAnEventToo() throws IOException {
    assertThat(
            test(
                """
                { "version": "0", "id": "1", "detail-type": "ticket.sold", "source": "demo",
                  "account": "123456789012", "time": "2026-11-23T08:00:00Z", "region": "eu-north-1",
                  "resources": [], "detail": { "order_id": "o1" } }
                """))
        .isZero();
    assertThat(out.toString()).contains("orders: matches\n  sports.orders  {\"order\":\"o1\"}\n");
  }

  @Test
  void itSaysThatTheContractIsKept() throws IOException {
    assertThat(test("{\"detail-type\":\"ticket.sold\",\"detail\":{\"order_id\":\"o1\"}}")).isZero();
    assertThat(out.toString().lines())
        .startsWith("contract: kept", "scores: does not match")
        .contains("orders: matches");
  }

  @Test
  void itSaysHowTheContractIsViolatedAndThatNoRuleIsAsked() throws IOException {
    assertThat(test("{\"detail-type\":\"ticket.sold\",\"detail\":{\"order_id\":1}}")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "contract: violated; the gateway refuses the event",
            "  /order_id: integer found, string expected");
  }

  @Test
  void itSaysThatAnEventGoesToTheQuarantine() throws IOException {
    assertThat(test("{\"detail-type\":\"ticket.refunded\",\"detail\":{}}")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "contract: violated; the event is accepted, and goes to the quarantine",
            "  required property 'order_id' not found");
  }

  @Test
  void aViolationAsJson() throws IOException {
    assertThat(
            test("{\"detail-type\":\"ticket.sold\",\"detail\":{\"order_id\":1}}", "--format=json"))
        .isZero();
    assertThat(StrictJson.mapper().readTree(out.toString()).toString())
        .isEqualTo(
            "{\"contract\":{\"kept\":false,\"violation\":\"refuse\",\"errors\":[{\"detail\":"
                + "\"integer found, string expected\",\"pointer\":\"/order_id\"}]},\"rules\":[],"
                + "\"dead_letters\":[{\"code\":\"contract-violated\",\"message\":\"/order_id:"
                + " integer found, string expected\"}]}");
  }

  @Test
  void whatIsNotAnEventIsNamedWithItsMistakes() throws IOException {
    assertThat(test("{\"detail-typ\":\"a\",\"detail\":[]}")).isEqualTo(1);
    assertThat(err.toString())
        .contains("event.json: unknown field 'detail-typ'; no detail-type, a string; no detail");
  }

  @Test
  void malformedJsonIsNamedWithLineAndColumn() throws IOException {
    assertThat(test("{\n \"detail-type\" 1 }")).isEqualTo(1);
    assertThat(err.toString()).contains("event.json:2:");
  }

  @Test
  void everyProblemOfADefinitionIsPrinted() throws IOException {
    Files.writeString(
        bus,
        """
        bus: sports
        rules:
          a: { pattern: { "detail-type": [] }, table: a }
          b: { pattern: { "detail-type": ["x"] } }
        """);
    assertThat(test(EVENT)).isEqualTo(1);
    assertThat(err.toString().lines())
        .anyMatch(line -> line.startsWith("bus.yaml:3: rules.a.pattern"))
        .anyMatch(line -> line.startsWith("bus.yaml:4: rules.b"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void rulesAreListedInTheirOrder() {
    assertThat(run("rules", "list", "-f", bus.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "scores",
            "  pattern    {\"detail-type\":[\"match.score\"],"
                + "\"detail\":{\"home_score\":[{\"numeric\":[\">\",1]}]}}",
            "  tables     sports.scores",
            "orders",
            "  pattern    {\"detail-type\":[{\"prefix\":\"ticket.\"}]}",
            "  jsonata    { \"order\": order_id }",
            "  tables     sports.orders",
            "everything",
            "  pattern    {\"source\":[{\"exists\":true}]}",
            "  tables     sports.type_{detail-type}");
  }

  @Test
  void rulesAreListedAsJson() throws IOException {
    assertThat(run("rules", "list", "-f", bus.toString(), "--format=json")).isZero();
    JsonNode rules = StrictJson.mapper().readTree(out.toString());
    assertThat(rules.at("/1").toString())
        .isEqualTo(
            "{\"rule\":\"orders\",\"pattern\":{\"detail-type\":[{\"prefix\":\"ticket.\"}]},"
                + "\"jsonata\":\"{ \\\"order\\\": order_id }\",\"tables\":[\"sports.orders\"]}");
  }

  @Test
  void aDefinitionThatIsNotThereIsNamed() {
    assertThat(run("rules", "list", "-f", folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none.yaml is not there");
  }

  private int test(String event, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("event.json"), event);
    String[] arguments = new String[5 + options.length];
    System.arraycopy(
        new String[] {"rules", "test", file.toString(), "-f", bus.toString()}, 0, arguments, 0, 5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    return Lakebus.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
