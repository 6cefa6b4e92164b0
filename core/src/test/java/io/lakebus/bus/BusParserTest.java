// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.config.DataSize;
import io.lakebus.contract.ContractSchema;
import io.lakebus.event.StrictJson;
import io.lakebus.rule.EventPattern;
import io.lakebus.rule.InvalidPatternException;
import io.lakebus.transform.JsonPath;
import io.lakebus.transform.TransformSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BusParserTest {

  private static final PartitionField DAY =
      new PartitionField(PartitionField.Kind.DAY, "_received_at", 0);

  @Test
  void aWholeDefinitionIsRead() throws Exception {
    Bus expected =
        new Bus(
            "sports",
            Map.of("statsfeed", statsfeed(), "tickets", tickets()),
            rules(),
            Map.of(
                "sports.cat1",
                new TableSpec(
                    List.of(
                        DAY,
                        new PartitionField(PartitionField.Kind.BUCKET, "_event_id", 16),
                        new PartitionField(PartitionField.Kind.IDENTITY, "league", 0),
                        new PartitionField(PartitionField.Kind.TRUNCATE, "venue", 4)),
                    Map.of(
                        "kickoff", ColumnType.Simple.TIMESTAMPTZ,
                        "odds", new ColumnType.Decimal(10, 4),
                        "league", ColumnType.Simple.STRING,
                        "venue", ColumnType.Simple.STRING)),
                "sports.type_match_score",
                new TableSpec(List.of(), Map.of()),
                "other.all",
                new TableSpec(List.of(DAY), Map.of("score", ColumnType.Simple.LONG))),
            new Archive("events", Duration.ofDays(30)),
            new Quarantine("quarantine", Duration.ofDays(90)),
            Duration.ofHours(80),
            Duration.ofSeconds(2),
            200,
            contracts());

    assertThat(BusParser.parse(resource("sports.yaml"))).isEqualTo(new ParsedBus.Valid(expected));
  }

  private static Map<String, Contract> contracts() throws Exception {
    String schema =
        """
        {"required":["match","odds"],"properties":{"odds":{"type":"number","minimum":1.50},
         "venue":{"type":["string","null"],"pattern":"^\\\\w+$"}}}
        """;
    return Map.of(
        "match.score",
        new Contract(
            ContractSchema.of((ObjectNode) StrictJson.mapper().readTree(schema)),
            Contract.Handling.REFUSE),
        "ticket.sold",
        new Contract(
            ContractSchema.of(StrictJson.mapper().createObjectNode()),
            Contract.Handling.QUARANTINE));
  }

  private static Vendor statsfeed() {
    return new Vendor(
        "statsfeed",
        List.of(
            new ApiKey(
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                Optional.of(LocalDate.of(2027, 6, 30))),
            new ApiKey(
                "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
                Optional.empty())),
        List.of(
            new AccessKey(
                "AKIASTATSFEED0000001",
                new SecretRef.Environment("STATSFEED_SECRET"),
                Optional.of(LocalDate.of(2027, 1, 1))),
            new AccessKey(
                "statsfeedSecondKey02",
                new SecretRef.File("/run/secrets/statsfeed"),
                Optional.empty())),
        hooks(),
        List.of(new NamePattern.Prefix("statsfeed"), new NamePattern.Exact("feed/eu")),
        List.of(new NamePattern.Prefix("match."), new NamePattern.Exact("ticket.sold")),
        new Limits(
            OptionalInt.of(2000),
            Optional.of(new DataSize(4 << 20)),
            OptionalLong.of(50_000_000),
            OptionalInt.of(10)),
        Vendor.Status.SUSPENDED);
  }

  private static List<Hook> hooks() {
    return List.of(
        new Hook(
            "statsfeed-live",
            HookScheme.Named.STANDARD_WEBHOOKS,
            List.of(
                new SecretRef.Environment("STATSFEED_HOOK"),
                new SecretRef.File("/run/secrets/statsfeed-hook")),
            Duration.ofMinutes(2),
            List.of(new HookField.Value("match.score")),
            Optional.of(new HookField.Path(JsonPath.parse("$.event.id"))),
            "statsfeed.live"));
  }

  private static Vendor tickets() {
    return new Vendor(
        "tickets",
        List.of(),
        List.of(),
        List.of(),
        List.of(new NamePattern.Exact("tickets"), new NamePattern.Prefix("tickets.")),
        Vendor.ANY_TYPE,
        Limits.NONE,
        Vendor.Status.ACTIVE);
  }

  private static List<Rule> rules() throws InvalidPatternException {
    return List.of(
        new Rule(
            "cat1",
            EventPattern.parse("{\"detail-type\":[\"match.score\",\"match.result\"]}"),
            new TransformSpec.None(),
            List.of(TableNameTemplate.parse("cat1"))),
        new Rule(
            "cat2",
            EventPattern.parse("{\"detail-type\":[{\"prefix\":\"ticket.\"}]}"),
            new TransformSpec.Jsonata(
                "{ \"order\": order_id, \"total\": $sum(items.(price * quantity)) }"),
            List.of(TableNameTemplate.parse("cat2"))),
        new Rule(
            "by-type",
            EventPattern.parse(
                "{\"source\":[{\"exists\":true}],"
                    + "\"detail\":{\"minute\":[{\"numeric\":[\">=\",0,\"<\",3.0e2]}]}}"),
            new TransformSpec.None(),
            List.of(
                TableNameTemplate.parse("type_{detail-type}"),
                TableNameTemplate.parse("other.all"))),
        new Rule(
            "note",
            EventPattern.parse("{\"detail-type\":[\"match.note\"]}"),
            new TransformSpec.InputTransformer(
                Map.of("who", "$.detail.author", "when", "$.time"),
                "{ \"author\": <who>, \"line\": \"<who> at <when>\" }"),
            List.of(TableNameTemplate.parse("notes"))));
  }

  @Test
  void everythingButTheNameHasADefault() {
    assertThat(BusParser.parse(resource("smallest.yaml")))
        .isEqualTo(
            new ParsedBus.Valid(
                new Bus(
                    "smallest",
                    Map.of(),
                    List.of(),
                    Map.of(),
                    new Archive("events", Duration.ofDays(30)),
                    new Quarantine("quarantine", Duration.ofDays(90)),
                    Duration.ofHours(80),
                    Duration.ofSeconds(10),
                    500,
                    Map.of())));
  }

  @Test
  void aTableWithoutSpecHasTheDefault() {
    ParsedBus.Valid parsed = (ParsedBus.Valid) BusParser.parse(resource("sports.yaml"));

    assertThat(parsed.bus().tableSpec("sports", "type_match_score").partition()).isEmpty();
    assertThat(parsed.bus().tableSpec("sports", "notes")).isEqualTo(TableSpec.DEFAULT);
    assertThat(parsed.bus().tableSpec("other", "cat1")).isEqualTo(TableSpec.DEFAULT);
  }

  @Test
  void tenMistakesAreTenProblems() {
    assertThat(problems(BusParser.parse(resource("ten-mistakes.yaml"))))
        .containsExactly(
            "ten-mistakes.yaml:4: vendors.statsfeed.keys[0].sha256: '9f86d081' is not a SHA-256,"
                + " which has 64 hexadecimal digits",
            "ten-mistakes.yaml:5: vendors.Tickets: 'Tickets' is not a vendor's name: lower-case"
                + " letters, digits, - and _, a letter first, at most 63",
            "ten-mistakes.yaml:8: rules.cat1.pattern.detail-type[0].numeric: Bottom must be less"
                + " than top",
            "ten-mistakes.yaml:14: rules.cat2.pattern.detail-type[0].suffix: Only one key allowed"
                + " in match expression",
            "ten-mistakes.yaml:15: rules.cat2.transform.jsonata: JSONata: Expected \"}\" before end"
                + " of expression (at character 19)",
            "ten-mistakes.yaml:19: rules.each.table: {detail_type} is not a placeholder; there are"
                + " {detail-type}, {source} and {vendor}",
            "ten-mistakes.yaml:22: tables.cat1.partition[0]: 'week' is not a partition transform;"
                + " there are identity, hour, day, month, year, bucket[n] and truncate[n]",
            "ten-mistakes.yaml:23: tables.cat1.columns._rule: is a reserved column, whose type is"
                + " fixed",
            "ten-mistakes.yaml:24: archiv: is not a known key; known are bus, vendors, rules,"
                + " tables, archive, quarantine, dedup, commit, max-tables, contracts",
            "ten-mistakes.yaml:25: dedup.window: '80 hours' is not a duration such as 500ms, 2s,"
                + " 10m, 80h or 30d");
  }

  @Test
  void theFilesOfAFolderAreOneDefinition(@TempDir Path folder) throws IOException {
    write(folder, "10-bus.yaml", "bus: b", "rules:", "  z: { pattern: { a: [1] }, table: t }");
    write(folder, "20-more.yml", "rules:", "  a: { pattern: { a: [2] }, table: t }");
    write(folder, "30-contract.yaml", "contracts:", "  b: { schema: {} }");
    write(folder, "31-contract.yaml", "contracts:", "  a: { schema: {} }");
    write(folder, "README.md", "not: [yaml");

    ParsedBus.Valid parsed = (ParsedBus.Valid) BusParser.parse(folder);

    assertThat(parsed.bus().rules()).extracting(Rule::name).containsExactly("z", "a");
    assertThat(parsed.bus().contracts()).containsOnlyKeys("a", "b");
  }

  @Test
  void whatTwoFilesBothSayIsAProblem(@TempDir Path folder) throws IOException {
    write(folder, "1.yaml", "bus: b", "rules:", "  a: { pattern: { a: [1] }, table: t }");
    write(folder, "2.yaml", "bus: c", "rules:", "  a: { pattern: { a: [2] }, table: t }");

    assertThat(problems(BusParser.parse(folder)))
        .containsExactly(
            "2.yaml:1: bus: is there already, in 1.yaml on line 1",
            "2.yaml:3: rules.a: is there already, in 1.yaml on line 3");
  }

  @Test
  void everyFileThatIsNotYamlIsNamed(@TempDir Path folder) throws IOException {
    write(folder, "1.yaml", "bus: [");
    write(folder, "2.yaml", "");
    write(folder, "3.yaml", "bus: b", "dedup: {window: 1h", "x: y");
    Files.write(folder.resolve("4.yaml"), new byte[] {(byte) 0xff});

    assertThat(problems(BusParser.parse(folder)))
        .hasSize(4)
        .satisfiesExactly(
            problem -> assertThat(problem).endsWith("4.yaml:1: the file is not UTF-8"),
            problem -> assertThat(problem).startsWith("1.yaml:2: not YAML: "),
            problem -> assertThat(problem).isEqualTo("2.yaml:1: the file is empty"),
            problem -> assertThat(problem).startsWith("3.yaml:3: not YAML: "));
  }

  @Test
  void aFileThatIsNotThereIsAProblem(@TempDir Path folder) {
    assertThat(problems(BusParser.parse(folder.resolve("no.yaml"))))
        .containsExactly(folder.resolve("no.yaml") + ":1: there is no such file");
    assertThat(problems(BusParser.parse(folder)))
        .containsExactly(folder + ":1: the folder has no YAML files");
  }

  private static void write(Path folder, String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }

  static List<String> problems(ParsedBus parsed) {
    return ((ParsedBus.Invalid) parsed).problems().stream().map(Problem::toString).toList();
  }

  private static Path resource(String name) {
    URL url = BusParserTest.class.getResource(name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
