// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lakebus.bus.BusParserTest.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** One mistake, one problem, in the right place. */
class BusProblemTest {

  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String ACCESS_KEY = "AKIA0123456789AB";

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFound(String lines, String problem) {
    assertThat(problems(BusParser.parse("b.yaml", "bus: b\n" + lines)))
        .singleElement()
        .satisfies(message -> assertThat(message).startsWith("b.yaml:" + problem));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(vendors(), limits(), accessKeys(), rules(), tables(), contracts(), others())
        .flatMap(mistakes -> mistakes);
  }

  private static Stream<Arguments> contracts() {
    return Stream.of(
        mistake("contracts: []", "2: contracts: is a list, but should be a mapping"),
        mistake("contracts: { a: }", "2: contracts.a: is nothing, but should be a mapping"),
        mistake("contracts: { a: {} }", "2: contracts.a: 'schema' is missing"),
        mistake(
            "contracts: { '': { schema: {} } }",
            "2: contracts.: is empty, but should be a detail-type"),
        mistake(
            "contracts: { match.*: { schema: {} } }",
            "2: contracts.match.*: 'match.*': a contract is for one detail-type, without stars"),
        mistake(
            "contracts: { a: { schema: {}, file: a.json } }",
            "2: contracts.a.file: is not a known key; known are schema, violation"),
        mistake(
            "contracts: { a: { schema: {}, violation: drop } }",
            "2: contracts.a.violation: 'drop' is not what happens to an event: refuse or"),
        mistake(
            "contracts: { a: { schema: true } }",
            "2: contracts.a.schema: is a boolean, but should be a JSON Schema, a mapping"),
        mistake(
            "contracts:\n  a:\n    schema:\n      minProperties: 1.",
            "5: contracts.a.schema.minProperties: '1.' is not a number in JSON"),
        mistake(
            "contracts:\n  a:\n    schema:\n      not:\n        maxProperties: 1e99999",
            "6: contracts.a.schema.not.maxProperties: a number's exponent is beyond 9999"),
        mistake(
            "contracts:\n  a:\n    schema:\n      properties:\n        x/y: { format: phone }",
            "6: contracts.a.schema.properties.x/y.format: 'phone' is not a format that is checked"),
        mistake(
            "contracts:\n  a:\n    schema:\n      anyOf:\n        - {}\n        - $ref: other.json",
            "7: contracts.a.schema.anyOf[1].$ref: 'other.json' leads out of the schema"));
  }

  private static Stream<Arguments> vendors() {
    return Stream.of(
        mistake("vendors: [v]", "2: vendors: is a list, but should be a mapping"),
        mistake("vendors: { v: }", "2: vendors.v: is nothing, but should be a mapping"),
        mistake("vendors: { unknown: {} }", "2: vendors.unknown: 'unknown' stands for events"),
        mistake("vendors: { v: { kees: [] } }", "2: vendors.v.kees: is not a known key"),
        mistake(
            "vendors: { v: { keys: x } }", "2: vendors.v.keys: is a text, but should be a list"),
        mistake("vendors: { v: { keys: [x] } }", "2: vendors.v.keys[0]: is a text, but should be"),
        mistake("vendors: { v: { keys: [{}] } }", "2: vendors.v.keys[0]: 'sha256' is missing"),
        mistake(
            "vendors:\n  v:\n    keys:\n      - sha256: " + HASH + "\n        expires: soon",
            "6: vendors.v.keys[0].expires: 'soon' is not a day such as 2027-06-30"),
        mistake(
            "vendors:\n  v: { keys: [{ sha256: "
                + HASH
                + " }] }\n  w: { keys: [{ sha256: "
                + HASH
                + " }] }",
            "4: vendors.w.keys[0]: the same key is already there, of vendor 'v'"),
        mistake(
            "vendors: { v: { sources: ['a*b'] } }",
            "2: vendors.v.sources[0]: 'a*b': a star stands only at the end"),
        mistake(
            "vendors: { v: { sources: statsfeed } }",
            "2: vendors.v.sources: is a text, but should be a list"),
        mistake(
            "vendors: { v: { types: ['match.*', '*.score'] } }",
            "2: vendors.v.types[1]: '*.score': a star stands only at the end"),
        mistake(
            "vendors: { v: { types: [''] } }",
            "2: vendors.v.types[0]: is empty, but should be a name, or its start and a star"),
        mistake(
            "vendors: { v: { types: match } }",
            "2: vendors.v.types: is a text, but should be a list"),
        mistake(
            "vendors: { v: { suspended: yes } }",
            "2: vendors.v.suspended: 'yes' is neither true nor false"),
        mistake(
            "vendors: { v: { suspended: [] } }",
            "2: vendors.v.suspended: is a list, but should be a single value"));
  }

  private static Stream<Arguments> limits() {
    return Stream.of(
        mistake(
            "vendors: { v: { limits: 5 } }",
            "2: vendors.v.limits: is a number, but should be a mapping"),
        mistake(
            "vendors: { v: { limits: { events-per-second: 0 } } }",
            "2: vendors.v.limits.events-per-second: '0' is not a number from 1"),
        mistake(
            "vendors: { v: { limits: { events-per-second: 1000000001 } } }",
            "2: vendors.v.limits.events-per-second: '1000000001' is not a number from 1 to"
                + " 1000000000"),
        mistake(
            "vendors: { v: { limits: { bytes-per-second: 0 } } }",
            "2: vendors.v.limits.bytes-per-second: '0' lets nothing through"),
        mistake(
            "vendors: { v: { limits: { bytes-per-second: 1GiB } } }",
            "2: vendors.v.limits.bytes-per-second: '1GiB' is more than 1000000000 bytes"),
        mistake(
            "vendors: { v: { limits: { bytes-per-second: 999999999999GiB } } }",
            "2: vendors.v.limits.bytes-per-second: '999999999999GiB' is more than can be counted"),
        mistake(
            "vendors: { v: { limits: { bytes-per-second: 4 mb } } }",
            "2: vendors.v.limits.bytes-per-second: '4 mb' is not a size"),
        mistake(
            "vendors: { v: { limits: { events-per-day: 1.5 } } }",
            "2: vendors.v.limits.events-per-day: '1.5' is not a whole number"),
        mistake(
            "vendors: { v: { limits: { concurrent-requests: 0 } } }",
            "2: vendors.v.limits.concurrent-requests: '0' is not a number from 1 to 100000"),
        mistake(
            "vendors: { v: { limits: { concurrent-requests: 100001 } } }",
            "2: vendors.v.limits.concurrent-requests: '100001' is not a number from 1 to 100000"),
        mistake(
            "vendors: { v: { limits: { requests: 5 } } }",
            "2: vendors.v.limits.requests: is not a known key; known are events-per-second,"
                + " bytes-per-second, events-per-day, concurrent-requests"));
  }

  private static Stream<Arguments> accessKeys() {
    String secret = "secret: { env: S }";
    return Stream.of(
        accessKeyMistake("x", ": is a text, but should be a mapping"),
        accessKeyMistake("{ " + secret + " }", ": 'id' is missing"),
        accessKeyMistake("{ id: " + ACCESS_KEY + " }", ": 'secret' is missing"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY.substring(1) + ", " + secret + " }",
            ".id: '"
                + ACCESS_KEY.substring(1)
                + "' is not the id of an access key, which has 16 to 128 letters and digits"),
        accessKeyMistake(
            "{ id: " + "a".repeat(129) + ", " + secret + " }", ".id: '" + "a".repeat(129)),
        accessKeyMistake("{ id: " + ACCESS_KEY + "_, " + secret + " }", ".id: '" + ACCESS_KEY),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", " + secret + ", expires: soon }",
            ".expires: 'soon' is not a day such as 2027-06-30"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", " + secret + ", until: 2027-01-01 }",
            ".until: is not a known key; known are id, secret, expires"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", secret: wJalrXUtnFEMI }",
            ".secret: is a text, but should be a mapping"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", secret: {} }",
            ".secret: either 'env' or 'file' must be there"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", secret: { env: S, file: /s } }",
            ".secret: either 'env' or 'file' must be there"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", secret: { env: S, text: s } }",
            ".secret.text: is not a known key; known are env, file"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", secret: { env: wJalr/XUtn } }",
            ".secret.env: is not the name of an environment variable"),
        accessKeyMistake(
            "{ id: " + ACCESS_KEY + ", secret: { file: '' } }",
            ".secret.file: is empty, but should be a file's path"),
        mistake(
            "vendors: { v: { access-keys: " + ACCESS_KEY + " } }",
            "2: vendors.v.access-keys: is a text, but should be a list"),
        mistake(
            "vendors:\n  v: { access-keys: [{ id: "
                + ACCESS_KEY
                + ", secret: { env: S } }] }\n  w: { access-keys: [{ id: "
                + ACCESS_KEY
                + ", secret: { env: T } }] }",
            "4: vendors.w.access-keys[0]: an access key of this id is already there, of vendor"
                + " 'v'"));
  }

  private static Arguments accessKeyMistake(String key, String problem) {
    return mistake(
        "vendors: { v: { access-keys: [" + key + "] } }", "2: vendors.v.access-keys[0]" + problem);
  }

  private static Stream<Arguments> rules() {
    return Stream.of(
        mistake(
            "rules: { 'a b': { pattern: { a: [1] }, table: t } }", "2: rules.a b: 'a b' is not a"),
        mistake("rules: { r: x }", "2: rules.r: is a text, but should be a mapping"),
        mistake("rules: { r: { table: t } }", "2: rules.r: 'pattern' is missing"),
        mistake("rules: { r: { pattern: { a: [1] } } }", "2: rules.r: either 'table' or 'targets'"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, table: t, targets: [{ table: t }] } }",
            "2: rules.r: either 'table' or 'targets' must be there"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, targets: [] } }",
            "2: rules.r.targets: a rule has at least one target"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, targets: [{ table: t }, { table: t }] } }",
            "2: rules.r.targets[1]: 't' is a target of this rule already"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, targets: [{}] } }",
            "2: rules.r.targets[0]: 'table' is missing"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, table: T } }", "2: rules.r.table: 'T' is not a"),
        mistake("rules: { r: { pattern: { a: [1] }, table: a.b.c } }", "2: rules.r.table: 'a.b.c'"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, table: events } }",
            "2: rules.r.table: 'events' is a table that the bus keeps for itself"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, table: b.quarantine } }",
            "2: rules.r.table: 'quarantine' is a table that the bus keeps for itself"),
        mistake("rules: { r: { pattern: [1], table: t } }", "2: rules.r.pattern: a pattern is an"),
        mistake(
            "rules:\n  r:\n    table: t\n    pattern:\n      detail:\n        n: [1]\n        m: 2",
            "8: rules.r.pattern.detail.m: \"m\" must be an object or an array"),
        mistake(
            "rules: { r: { pattern: { a: [.inf] }, table: t } }",
            "2: rules.r.pattern.a[0]: '.inf' is not a number in JSON"),
        mistake(
            "rules:\n  r:\n    pattern:\n      a: [1]\n      a: [2]\n    table: t",
            "6: rules.r.pattern.a: the key is there already, on line 5"),
        mistake(
            "rules:\n  r:\n    pattern:\n      $or:\n        - a: [1]\n    table: t",
            "5: rules.r.pattern.$or: There must have at least 2 Objects in $or relationship."),
        mistake(
            "rules: { r: { pattern: { a: [1] }, transform: upper, table: t } }",
            "2: rules.r.transform: is a text, but should be a mapping"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, transform: {}, table: t } }",
            "2: rules.r.transform: either 'jsonata' or 'input-transformer' must be there"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, transform: { jsonata: '$foo(1)' }, table: t } }",
            "2: rules.r.transform.jsonata: JSONata: "),
        mistake(
            "rules: { r: { pattern: { a: [1] }, transform: { input-transformer: { template: '{' } },"
                + " table: t } }",
            "2: rules.r.transform.input-transformer: the template is not JSON"),
        mistake(
            "rules: { r: { pattern: { a: [1] }, transform: { input-transformer: { paths: { x: $.x },"
                + " template: '[<x>]' } }, table: t } }",
            "2: rules.r.transform.input-transformer: the path of 'x': '$.x' leads nowhere"));
  }

  private static Stream<Arguments> tables() {
    String rule = "rules: { r: { pattern: { a: [1] }, table: 't_{vendor}' } }\n";
    return Stream.of(
        mistake("tables: { T: {} }", "2: tables.T: 'T' is not a table name"),
        mistake(
            rule + "tables: { 't_{vendor}': {} }", "3: tables.t_{vendor}: 't_{vendor}': tables"),
        mistake(rule + "tables: { u: {} }", "3: tables.u: no rule writes to this table"),
        mistake(rule + "tables: { other.t_1: {} }", "3: tables.other.t_1: no rule writes to this"),
        mistake(
            rule + "tables: { t_1: { columns: { a: text } } }",
            "3: tables.t_1.columns.a: 'text' is not a column type"),
        mistake(
            rule + "tables: { t_1: { columns: { a: 'decimal(39,2)' } } }",
            "3: tables.t_1.columns.a: decimal(39,2): the precision is 1 to 38"),
        mistake(
            rule + "tables: { t_1: { columns: { a: long, A: int } } }",
            "3: tables.t_1.columns.A: is the same column as 'a'"),
        mistake(
            rule + "tables: { t_1: { columns: { _Rescued: string } } }",
            "3: tables.t_1.columns._Rescued: is a reserved column"),
        mistake(
            rule + "tables: { t_1: { partition: ['bucket(_event_id)'] } }",
            "3: tables.t_1.partition[0]: bucket and truncate need a positive number"),
        mistake(
            rule + "tables: { t_1: { partition: ['day[3](_received_at)'] } }",
            "3: tables.t_1.partition[0]: only bucket and truncate take a number"),
        mistake(
            rule + "tables: { t_1: { partition: ['day(_received_at'] } }",
            "3: tables.t_1.partition[0]: 'day(_received_at' is not a partition field"),
        mistake(
            rule + "tables: { t_1: { partition: [venue] } }",
            "3: tables.t_1.partition[0]: 'venue' has no known type"),
        mistake(
            rule + "tables: { t_1: { partition: ['day(_event_id)'] } }",
            "3: tables.t_1.partition[0]: '_event_id' is a string, which cannot be partitioned by day"),
        mistake(
            rule + "tables: { t_1: { partition: ['hour(d)'], columns: { d: date } } }",
            "3: tables.t_1.partition[0]: 'd' is a date, which cannot be partitioned by hour"),
        mistake(
            rule + "tables: { t_1: { partition: [_type, 'identity(_type)'] } }",
            "3: tables.t_1.partition[1]: the partition field is there already"));
  }

  private static Stream<Arguments> others() {
    return Stream.of(
        mistake("archive: { table: quarantine }", "1: archive and quarantine are both called"),
        mistake("archive: { table: Events }", "2: archive.table: 'Events' is not a table's name"),
        mistake("quarantine: { retention: 5 }", "2: quarantine.retention: '5' is not a duration"),
        mistake("dedup: { window: 0s }", "2: dedup.window: '0s' is not a duration from 1s to 90d"),
        mistake("dedup: 80h", "2: dedup: is a text, but should be a mapping"),
        mistake("commit: { interval: 1ms }", "2: commit.interval: '1ms' is not a duration from"),
        mistake("commit: { intervall: 1s }", "2: commit.intervall: is not a known key"),
        mistake("max-tables: many", "2: max-tables: 'many' is not a whole number"),
        mistake("bus: c", "2: bus: the key is there already, on line 1"),
        mistake("[x]: y", "1: not YAML: Non scalar key"));
  }

  @Test
  void noMistakeAboutASecretRepeatsIt() {
    String key = "vendors: { v: { access-keys: [{ id: " + ACCESS_KEY + ", secret: ";

    assertThat(problems(BusParser.parse("b.yaml", "bus: b\n" + key + "wJalr/XUtn }] } }")))
        .containsExactly(
            "b.yaml:2: vendors.v.access-keys[0].secret: is a text, but should be a mapping");
    assertThat(problems(BusParser.parse("b.yaml", "bus: b\n" + key + "{ env: wJalr/XUtn } }] } }")))
        .containsExactly(
            "b.yaml:2: vendors.v.access-keys[0].secret.env: is not the name of an environment"
                + " variable: letters, digits and _, no digit first");
  }

  @Test
  void theNameIsChecked() {
    assertThat(problems(BusParser.parse("b.yaml", "bus: Sports\ndedup: { window: x }")))
        .satisfiesExactly(
            name -> assertThat(name).startsWith("b.yaml:1: bus: 'Sports' is not a bus's name"),
            window -> assertThat(window).startsWith("b.yaml:2: dedup.window: 'x' is not a"));
    assertThat(problems(BusParser.parse("b.yaml", "dedup: { window: 1h }")))
        .containsExactly("b.yaml:1: 'bus' is missing");
    assertThat(problems(BusParser.parse("b.yaml", "bus: information_schema")))
        .containsExactly("b.yaml:1: bus: 'information_schema' is a namespace that engines keep");
    assertThat(problems(BusParser.parse("b.yaml", "just text")))
        .containsExactly("b.yaml:1: is a text, but a definition is a mapping");
  }

  @Test
  void wildcardsAddUpOverTheRules() {
    String rules =
        IntStream.range(0, 40)
            .mapToObj(
                i -> "  r" + i + ": { pattern: { a: [{ wildcard: '*x" + i + "*' }] }, table: t }")
            .collect(Collectors.joining("\n"));

    assertThat(problems(BusParser.parse("b.yaml", "bus: b\nrules:\n" + rules)))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message)
                    .matches(
                        "b.yaml:\\d+: rules.r\\d+.pattern: the wildcards on a cost \\d+ in all,"
                            + " more than 100"));
  }

  @Test
  void anAliasThatBlowsUpIsRefused() {
    StringBuilder yaml = new StringBuilder("bus: b\nx0: &x0 [a,a,a,a,a,a,a,a,a,a]\n");
    for (int i = 1; i < 8; i++) {
      String alias = "*x" + (i - 1);
      yaml.append(
          "x"
              + i
              + ": &x"
              + i
              + " ["
              + String.join(",", List.of(alias, alias, alias, alias, alias, alias))
              + "]\n");
    }

    assertThat(problems(BusParser.parse("b.yaml", yaml.toString()))).hasSize(1);
    assertThat(problems(BusParser.parse("b.yaml", "bus: &b\n  c: *b"))).hasSize(1);
  }

  private static Arguments mistake(String lines, String problem) {
    return arguments(lines, problem);
  }
}
