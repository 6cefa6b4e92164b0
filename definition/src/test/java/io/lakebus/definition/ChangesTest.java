// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.definition.Change.Kind;
import io.lakebus.definition.Change.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTest {

  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final String OTHER = HASH.replace('9', '1');

  private static Bus bus(String yaml) {
    return switch (BusParser.parse("bus.yaml", "bus: sports\n" + yaml)) {
      case ParsedBus.Valid valid -> valid.bus();
      case ParsedBus.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private static List<Change> between(String before, String after) {
    return Changes.between(bus(before), bus(after));
  }

  private static Change changed(Part part, String name, String... details) {
    return new Change(part, Kind.CHANGED, name, List.of(details));
  }

  @Test
  void theSameWrittenInAnotherWayIsNoChange() {
    assertThat(
            between(
                "rules: { r: { pattern: { source: [a] }, table: t } } # one\n",
                "# two\nrules:\n  r:\n    table: t\n    pattern: { \"source\": [\"a\"] }\n"))
        .isEmpty();
  }

  @Test
  void vendorsThatComeAndGoAreNamedWithTheirKeys() {
    assertThat(
            between(
                "vendors: { old: {} }",
                "vendors: { acme: { keys: [{ sha256: %s, expires: 2027-01-01 }] } }"
                    .formatted(HASH)))
        .containsExactly(
            new Change(
                Part.VENDORS,
                Kind.ADDED,
                "acme",
                List.of(
                    "key 9f86d081… works until before 2027-01-01",
                    "sources acme, acme.*",
                    "types *",
                    "suspended no")),
            new Change(
                Part.VENDORS,
                Kind.REMOVED,
                "old",
                List.of("its keys do not work any more; what it has sent stays")));
  }

  @Test
  void ofAHookEverythingIsSaidButItsSecrets() {
    assertThat(
            between(
                "vendors: { v: {} }",
                """
                vendors:
                  v:
                    hooks:
                      slack: { scheme: slack, secrets: [{ env: OLD }, { env: NEW }], tolerance: 60s }
                      own:
                        scheme: hmac
                        header: X-Signature
                        algorithm: sha512
                        encoding: base64
                        prefix: v1=
                        secrets: [{ env: S }]
                        type: { value: order }
                """))
        .containsExactly(
            changed(
                Part.VENDORS,
                "v",
                "hook own added: hmac sha512 in the header X-Signature as 'v1=' and base64, signed"
                    + " with the environment variable S, type in 'order', id in the hash of what"
                    + " is signed, source v",
                "hook slack added: slack, signed with the environment variable OLD or the"
                    + " environment variable NEW within 60 s, type in $.event.type or $.type, id"
                    + " in $.event_id, source v"));
  }

  @Test
  void contractsAreComparedByTheirSchemasAndWhatTheyDo() {
    assertThat(
            between(
                """
                contracts:
                  gone: { schema: { required: [a] } }
                  same: { schema: { required: [a], type: object } }
                  other: { schema: { required: [a] }, violation: refuse }
                """,
                """
                contracts:
                  new: { schema: { required: [b] }, violation: quarantine }
                  same: { schema: { type: object, required: [a] } }
                  other: { schema: { required: [b] }, violation: quarantine }
                """))
        .containsExactly(
            new Change(
                Part.CONTRACTS,
                Kind.REMOVED,
                "gone",
                List.of("its details are taken as they come")),
            new Change(
                Part.CONTRACTS,
                Kind.ADDED,
                "new",
                List.of("violation quarantine", "schema {\"required\":[\"b\"]}")),
            changed(
                Part.CONTRACTS,
                "other",
                "schema was {\"required\":[\"a\"]}",
                "       is  {\"required\":[\"b\"]}",
                "violation was refuse",
                "          is  quarantine"));
  }

  @Test
  void ofAVendorThatChangesWhatChangesIsSaid() {
    assertThat(
            between(
                """
                vendors:
                  v:
                    keys: [{ sha256: %s }]
                    limits: { events-per-second: 5, events-per-day: 100 }
                """
                    .formatted(HASH),
                """
                vendors:
                  v:
                    keys: [{ sha256: %s }]
                    access-keys: [{ id: AKIA0123456789ABCDEF, secret: { env: S } }]
                    sources: ["v*"]
                    types: ["match.*"]
                    limits: { events-per-second: 7, bytes-per-second: 1KiB, concurrent-requests: 2 }
                    suspended: true
                """
                    .formatted(OTHER)))
        .containsExactly(
            changed(
                Part.VENDORS,
                "v",
                "access key AKIA0123456789ABCDEF added: never expires, its secret in the"
                    + " environment variable S",
                "key " + OTHER.substring(0, 8) + "… added: never expires",
                "key 9f86d081… removed: never expires",
                "limit bytes-per-second added: 1024",
                "limit concurrent-requests added: 2",
                "limit events-per-day removed: 100",
                "limit events-per-second was 5",
                "                        is  7",
                "sources was v, v.*",
                "        is  v*",
                "suspended was no",
                "          is  yes",
                "types was *",
                "      is  match.*"));
  }

  @Test
  void rulesThatComeGoAndChangeAreSaid() {
    assertThat(
            between(
                """
                rules:
                  gone: { pattern: { source: [a] }, table: t }
                  same: { pattern: { source: [s] }, table: t }
                  r: { pattern: { source: [a] }, table: t }
                """,
                """
                rules:
                  same: { pattern: { source: [s] }, table: t }
                  r: { pattern: { source: [b] }, transform: { jsonata: '{ "a": b }' }, table: u }
                  come: { pattern: { source: [c] }, targets: [{ table: t }, { table: x.y }] }
                """))
        .containsExactly(
            new Change(
                Part.RULES,
                Kind.ADDED,
                "come",
                List.of("pattern {\"source\":[\"c\"]}", "transform none", "tables sports.t, x.y")),
            new Change(
                Part.RULES,
                Kind.REMOVED,
                "gone",
                List.of("it takes no event any more; its rows stay")),
            changed(
                Part.RULES,
                "r",
                "pattern was {\"source\":[\"a\"]}",
                "        is  {\"source\":[\"b\"]}",
                "tables was sports.t",
                "       is  sports.u",
                "transform was none",
                "          is  jsonata { \"a\": b }"));
  }

  @Test
  void anotherOrderOfRulesIsAChange() {
    String one = "one: { pattern: { source: [a] }, table: t }";
    String two = "two: { pattern: { source: [b] }, table: t }";
    assertThat(
            between("rules: { " + one + ", " + two + " }", "rules: { " + two + ", " + one + " }"))
        .containsExactly(changed(Part.RULES, "(order)", "was one, two", "is two, one"));
  }

  @Test
  void whitespaceInsideATextOfATransformIsAChange() {
    String rule =
        "rules: { r: { pattern: { source: [a] }, transform: { jsonata: \"{ 'a': 'x%sy' }\" }, table: t } }";
    assertThat(between(rule.formatted("\\n"), rule.formatted(" ")))
        .containsExactly(changed(Part.RULES, "r", "its text between the lines"));
  }

  @Test
  void tablesSayPartitionsAndTypes() {
    assertThat(
            between(
                    "tables: { t: { columns: { a: long, b: string } } }\nrules: { r: { pattern: { source: [a] }, targets: [{ table: t }, { table: u }] } }",
                    "tables: { t: { partition: ['bucket[4](a)', c], columns: { a: int, c: date } }, u: { partition: [] } }"
                        + "\nrules: { r: { pattern: { source: [a] }, targets: [{ table: t }, { table: u }] } }")
                .stream()
                .filter(change -> change.part() == Part.TABLES))
        .containsExactly(
            changed(
                Part.TABLES,
                "sports.t",
                "column a was long",
                "         is  int",
                "column b removed: string",
                "column c added: date",
                "partition was day(_received_at)",
                "          is  bucket[4](a), identity(c)"),
            changed(
                Part.TABLES, "sports.u", "partition was day(_received_at)", "          is  none"));
  }

  @Test
  void whatARunningJobCannotChangeIsToldApart() {
    assertThat(
            between(
                "",
                """
                archive: { table: log, retention: 31d }
                quarantine: { table: dead, retention: 90d }
                dedup: { window: 90s }
                commit: { interval: 500ms }
                max-tables: 7
                """))
        .containsExactly(
            changed(Part.SETTINGS, "max-tables", "was 500", "is 7"),
            changed(Part.SETTINGS, "archive.retention", "was 30d", "is 31d"),
            changed(Part.START, "archive.table", "was events", "is log"),
            changed(Part.START, "quarantine.table", "was quarantine", "is dead"),
            changed(Part.START, "dedup.window", "was 80h", "is 90s"),
            changed(Part.START, "commit.interval", "was 10s", "is 500ms"));
  }
}
