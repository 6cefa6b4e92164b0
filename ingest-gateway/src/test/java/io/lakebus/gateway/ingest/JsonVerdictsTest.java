// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.bus.Limits;
import io.lakebus.bus.NamePattern;
import io.lakebus.bus.Vendor;
import io.lakebus.event.DetailReader;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.limit.Turns;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which JSON passes, as a table, and that everybody agrees: a detail is accepted as a body, as an
 * event's detail, in an array and on a line, or in none of them, exactly if the job reads it, and
 * then the log has its very bytes.
 */
class JsonVerdictsTest {

  /** Values that RFC 8259 takes and so do we. */
  private static final List<String> GOOD =
      List.of(
          "[]",
          "[[]   ]",
          "{}",
          "[{}]",
          "\"\"",
          "0",
          "-0",
          "-1",
          "123",
          "1e5",
          "1E+2",
          "1e-2",
          "0e1",
          "0E-0",
          "1.5",
          "-0.0",
          "20e1",
          "1.23456789e-7",
          "true",
          "false",
          "null",
          "9007199254740993",
          "9223372036854775808",
          "-9223372036854775809",
          "1e400",
          "1e-400",
          "0.1000000000000000055511151231257827021181583404541015625",
          "1e9999",
          "1E-9999",
          "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
          "\"\\u0000\"",
          "\"\\u0041\\u00e9\"",
          "\"\\ud83c\\udfc6\"",
          "\"\\uDBFF\\uDFFF\"",
          "\"\\uFFFF\"",
          "\"\\\\ud800\"",
          "\"/* no comment */\"",
          "\"// x\"",
          "\"é\"",
          "\"日本語\"",
          "\"🏆\"",
          "\"\u007f\"",
          "\"\u2028\u2029\"",
          "\"\ufeff\"",
          "\" \"",
          "[1, 2 ,3 ]",
          "{\"\":0}",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "{\"a.b\":1,\"a\":{\"b\":2}}",
          "{\"A\":1,\"a\":2}",
          "{\"\\u0061\":1}",
          "{\"\\n\":1}",
          "{\"🏆\":1}",
          "[null,1,\"1\",{}]",
          "[1,\n\r\t 2]",
          "{\"__proto__\":1}",
          "{\"constructor\":{}}",
          "\"\\u0022\"");

  /** What is not a value, or not one that we take. */
  private static final List<String> BAD =
      List.of(
          "",
          "[",
          "]",
          "{",
          "}",
          "[1",
          "[1,",
          "[1,]",
          "[,1]",
          "[,]",
          "[1,,2]",
          "[1 2]",
          "[1:2]",
          "{\"a\"}",
          "{\"a\":}",
          "{\"a\" 1}",
          "{\"a\":1,}",
          "{,}",
          "{\"a\":1,,\"b\":2}",
          "{a:1}",
          "{'a':1}",
          "{1:1}",
          "{\"a\":1 \"b\":2}",
          "{\"a\":1}}",
          "[1]]",
          "{\"a\":[}",
          "'a'",
          "\"",
          "\"a",
          "\"\\\"",
          "\"\\x\"",
          "\"\\u\"",
          "\"\\u12\"",
          "\"\\u123g\"",
          "\"\\U0041\"",
          "\"\\'\"",
          "\"\t\"",
          "\"\n\"",
          "\"\u0000\"",
          "\"\u001f\"",
          "\"\\ud800\"",
          "\"\\udc00\"",
          "\"\\ud800x\"",
          "\"\\ud800\\u0041\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud800\\ud800\\udc00\"",
          "{\"\\ud800\":1}",
          "True",
          "TRUE",
          "tru",
          "truee",
          "nul",
          "nil",
          "undefined",
          "None",
          "NaN",
          "-NaN",
          "Infinity",
          "-Infinity",
          "+1",
          "+0",
          "01",
          "-01",
          "00",
          "1.",
          ".5",
          "-.5",
          "1.e5",
          "1e",
          "1e+",
          "1ee5",
          "1e5.0",
          "0x10",
          "1_000",
          "1,5",
          "--1",
          "-",
          "1a",
          "1f",
          "1L",
          "0b1",
          "1e10000",
          "1e-10000",
          "1e99999999999",
          "/**/1",
          "1//",
          "#1",
          "[1]#",
          "<a>",
          "(1)",
          "a",
          "\u00a01",
          "\u20281",
          "\ufeff1",
          "\f1",
          "\u000b1",
          "{\"a\":1,\"a\":1}",
          "{\"a\":1,\"b\":2,\"a\":3}",
          "{\"a\":1,\"\\u0061\":2}",
          "{\"é\":1,\"\\u00e9\":2}",
          "[{\"x\":{\"a\":1,\"a\":2}}]",
          "\u0000",
          "1\u0000",
          "[1]\u0000");

  /** The same for bytes that are not UTF-8 at all, inside a string. */
  private static final List<String> BAD_BYTES =
      List.of(
          "80",
          "bf",
          "c0af",
          "c080",
          "c1bf",
          "c3",
          "c328",
          "e28228",
          "e0809f",
          "eda080",
          "edbfbf",
          "eda0bdedb8a9",
          "f08080af",
          "f0288cbc",
          "f4908080",
          "f5808080",
          "f8888080af",
          "fe",
          "ff",
          "e282",
          "f09f8f");

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final Ingest ingest =
      new Ingest(
          new Inspection(1_000, TestBus::bus, () -> "id", new Turns(1)),
          log,
          new LogPatience(Duration.ofSeconds(1), System::nanoTime));
  private final Vendor vendor =
      new Vendor(
          "v",
          List.of(),
          List.of(),
          List.of(),
          List.of(new NamePattern.Exact("v")),
          Vendor.ANY_TYPE,
          Limits.NONE,
          Vendor.Status.ACTIVE);

  static Stream<String> good() {
    return Stream.concat(
        GOOD.stream(),
        Stream.of(
            "[".repeat(63) + "]".repeat(63),
            "[".repeat(62) + "{}" + "]".repeat(62),
            "7".repeat(100),
            "0." + "7".repeat(99),
            "\"" + "x".repeat(1_000_000) + "\"",
            "{\"" + "k".repeat(1_024) + "\":1}",
            "{" + columns(10_000) + "}",
            "[" + "1,".repeat(300_000) + "1]"));
  }

  static Stream<String> bad() {
    return Stream.concat(
        BAD.stream(),
        Stream.of(
            "[".repeat(64) + "]".repeat(64),
            "{\"a\":".repeat(64) + "1" + "}".repeat(64),
            "[".repeat(100_000),
            "7".repeat(101),
            "0." + "7".repeat(101),
            "1e" + "0".repeat(101) + "1",
            "{\"" + "k".repeat(1_028) + "\":1}",
            "{" + columns(1_000) + ",\"c999\":1}"));
  }

  @ParameterizedTest
  @MethodSource("good")
  void aValuePasses(String value) {
    assertVerdict(detail(value.getBytes(StandardCharsets.UTF_8)), true);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aValueDoesNotPass(String value) {
    assertVerdict(detail(value.getBytes(StandardCharsets.UTF_8)), false);
  }

  @Test
  void bytesThatAreNotUtf8DoNotPass() {
    for (String hexadecimal : BAD_BYTES) {
      byte[] bytes = HexFormat.of().parseHex(hexadecimal);
      assertVerdict(
          detail(
              join(
                  "\"".getBytes(StandardCharsets.UTF_8),
                  bytes,
                  "\"".getBytes(StandardCharsets.UTF_8))),
          false);
    }
  }

  /** Bytes changed at random: whatever becomes of them, all agree. */
  @Test
  void allAgreeOnWhateverComes() {
    Random random = new Random(20261123);
    List<byte[]> seeds = new ArrayList<>();
    GOOD.forEach(value -> seeds.add(detail(value.getBytes(StandardCharsets.UTF_8))));
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = mutate(seeds.get(random.nextInt(seeds.size())).clone(), random);
      boolean expected = jobReads(bytes);
      passed += expected ? 1 : 0;
      assertVerdict(bytes, expected);
    }
    assertThat(passed).isBetween(1_000, 19_000);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] alphabet = "{}[]\":,\\u0dc9 eE+-.1\n\u0000é".getBytes(StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(2);
    byte[] mutated = bytes;
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(3)) {
        case 0 -> mutated[at] = alphabet[random.nextInt(alphabet.length)];
        case 1 ->
            mutated =
                join(
                    Arrays.copyOf(mutated, at),
                    new byte[] {(byte) random.nextInt(256)},
                    Arrays.copyOfRange(mutated, at, mutated.length));
        default ->
            mutated =
                join(
                    Arrays.copyOf(mutated, at),
                    Arrays.copyOfRange(mutated, Math.min(mutated.length, at + 1), mutated.length),
                    new byte[] {'}'});
      }
    }
    return mutated;
  }

  private void assertVerdict(byte[] detail, boolean passes) {
    String shown =
        new String(
            Arrays.copyOf(detail, Math.min(detail.length, 120)), StandardCharsets.ISO_8859_1);
    assertThat(jobReads(detail)).as("the job on " + shown).isEqualTo(passes);
    List<byte[]> logged = new ArrayList<>();
    byte[] event =
        join(
            "{\"detail-type\":\"t\",\"detail\":".getBytes(StandardCharsets.UTF_8),
            detail,
            "}".getBytes(StandardCharsets.UTF_8));
    boolean alone = accepts(new BodyForm.Details("t"), detail, logged);
    boolean inArray =
        accepts(
            new BodyForm.Details("t"),
            join(
                " [".getBytes(StandardCharsets.UTF_8),
                detail,
                "]".getBytes(StandardCharsets.UTF_8)),
            logged);
    assertThat(alone).as("as a body: " + shown).isEqualTo(passes);
    assertThat(inArray).as("in an array: " + shown).isEqualTo(passes);
    assertThat(accepts(new BodyForm.Json(), event, logged))
        .as("in an event: " + shown)
        .isEqualTo(passes);
    if (!contains(detail, '\n')) {
      assertThat(accepts(new BodyForm.Ndjson(), event, logged))
          .as("on a line: " + shown)
          .isEqualTo(passes);
    }
    byte[] trimmed =
        new String(detail, StandardCharsets.ISO_8859_1)
            .strip()
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(logged).as("the bytes of " + shown).allMatch(bytes -> Arrays.equals(bytes, trimmed));
  }

  private boolean accepts(BodyForm form, byte[] body, List<byte[]> logged) {
    int before = log.records().size();
    Answer answer =
        ingest.take(
            new Call(vendor, form, body, Optional.empty(), Instant.EPOCH, Optional.empty()),
            events -> {});
    List<InMemoryEventLog.LogRecord> records = log.records();
    records.subList(before, records.size()).forEach(record -> logged.add(record.value()));
    return answer instanceof Answer.Outcomes outcomes && outcomes.accepted() == 1;
  }

  private static boolean jobReads(byte[] detail) {
    return DetailReader.read(detail) instanceof DetailReader.Detail.Tree;
  }

  private static byte[] detail(byte[] value) {
    return join(
        "{\"v\":".getBytes(StandardCharsets.UTF_8), value, "}".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static boolean contains(byte[] bytes, char wanted) {
    for (byte next : bytes) {
      if (next == wanted) {
        return true;
      }
    }
    return false;
  }

  private static String columns(int count) {
    StringBuilder columns = new StringBuilder("\"c0\":0");
    for (int i = 1; i < count; i++) {
      columns.append(",\"c").append(i).append("\":").append(i);
    }
    return columns.toString();
  }
}
