// SPDX-License-Identifier: Apache-2.0
package io.lakebus.route;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.DetailReader;
import io.lakebus.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** No event makes the router throw, and every rule that took one is accounted for. */
class RouterPropertyTest {

  private static final String DEFINITION =
      """
      bus: b
      rules:
        all:      { pattern: { source: [{ exists: true }] }, table: "t_{detail-type}" }
        source:   { pattern: { source: [{ exists: true }] }, targets: [{ table: "{source}" }, { table: "x.{vendor}" }] }
        text:     { pattern: { detail: { a: [{ wildcard: "*a*" }, { equals-ignore-case: "A" }, "1.2.3.4", null, 5 ] } }, table: text }
        number:   { pattern: { detail: { a: [{ numeric: [">", 0] }, { anything-but: [7] }] } }, table: number }
        absent:   { pattern: { detail: { a: [{ exists: false }] } }, table: absent }
        address:  { pattern: { detail: { a: [{ cidr: "10.0.0.0/8" }] } }, table: address }
        whole:    { pattern: { source: [{ exists: true }] }, transform: { jsonata: "$" }, table: whole }
        each:     { pattern: { source: [{ exists: true }] }, transform: { jsonata: "a" }, table: each }
        sum:      { pattern: { source: [{ exists: true }] }, transform: { jsonata: '{ "s": a + 1, "t": $string(a), "n": $number(a) }' }, table: sum }
        template:
          pattern: { source: [{ exists: true }] }
          transform: { input-transformer: { paths: { a: "$.detail.a", all: "$.detail" }, template: '{ "a": <a>, "t": "<a>/<all>" }' } }
          table: template
        variable: { pattern: { source: [{ exists: true }] }, transform: { input-transformer: { paths: { a: "$.detail.a" }, template: "<a>" } }, table: variable }
      """;

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0.0",
          "1e400",
          "-1e-400",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678901234567890123456789012345678901234567890",
          "0.1000000000000000055511151231257827021181583404541015625",
          "\"\"",
          "\"10.0.0.1\"",
          "\"10.0.0.999\"",
          "\"99999999999.1.1.1\"",
          "\"::ffff:1.2.3.4\"",
          "\"12:30\"",
          "\"\\u0000\"",
          "\"\\ufffe\\uffff\\u202e\"",
          "\"🏆👨‍👩‍👧‍👦é\\u0301\"",
          "\"<a> ${x} {{y}} $ ' \\\" \\\\ \\n\"",
          "\"1e5\"",
          "\"NaN\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "[{},[],null,1]",
          "[{\"a\":1},{\"b\":2}]",
          "{\"\":1,\".\":2,\"a.b\":3,\"$\":4,\"$or\":5,\"%\":6,\" \":7,\"é\":8}",
          "[" + "0,".repeat(20_000) + "0]",
          "\"" + "a".repeat(100_000) + "\"",
          nested(60),
          "{\"a\":" + "[".repeat(61) + "]".repeat(61) + "}");

  private final Router router = RouterTest.router(DEFINITION);

  @Test
  void oddValuesAreAccountedFor() {
    for (String value : VALUES) {
      check(event("type", "{\"a\":" + value + ",\"b\":" + value + "}"));
      check(event("type", "{\"b\":[" + value + "," + value + "]}"));
    }
  }

  @Test
  void oddNamesAreAccountedFor() {
    for (String name :
        List.of("", ".", "..", "🏆", "A".repeat(5000), "\0", "events", "quarantine", "a b", "İ")) {
      check(
          new Event(
              name,
              name,
              name,
              name,
              Instant.EPOCH,
              Instant.EPOCH,
              List.of(name),
              Map.of(),
              "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void brokenBytesAreAccountedFor() {
    Random random = new Random(11);
    List<byte[]> seeds =
        VALUES.stream()
            .filter(value -> value.length() < 1000)
            .map(value -> ("{\"a\":" + value + "}").getBytes(StandardCharsets.UTF_8))
            .toList();
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      check(
          new Event("i", "s", "t", "v", Instant.EPOCH, Instant.EPOCH, List.of(), Map.of(), bytes));
    }
  }

  /** Either the whole event failed, or each rule that took it has its rows or its dead letters. */
  private void check(Event event) {
    Routing routing = router.route(event);
    assertThat(router.route(event)).isEqualTo(routing);
    if (DetailReader.read(event.detail()) instanceof DetailReader.Detail.Invalid) {
      assertThat(routing.rules()).isEmpty();
      assertThat(routing.rows()).isEmpty();
      assertThat(routing.deadLetters()).hasSize(1);
      return;
    }
    Set<String> accounted = new HashSet<>();
    routing.rows().forEach(row -> accounted.add(row.rule()));
    routing.deadLetters().stream()
        .map(DeadLetter::rule)
        .forEach(rule -> accounted.add(rule.orElseThrow()));
    List<String> mayMakeNothing = List.of("each", "variable");
    List<String> unaccounted = new ArrayList<>(routing.rules());
    unaccounted.removeAll(accounted);
    unaccounted.removeAll(mayMakeNothing);
    assertThat(unaccounted).isEmpty();
    assertThat(routing.rules()).containsAll(accounted).doesNotHaveDuplicates();
    assertThat(routing.rules())
        .containsAll(
            Stream.of("all", "source", "whole", "each", "sum", "template", "variable").toList());
  }

  private static Event event(String type, String detail) {
    return RouterTest.event(type, detail);
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }
}
