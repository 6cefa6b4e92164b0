// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class JsonValidatorTest {

  private static final String DEEPEST = "{\"a\":".repeat(64) + "1" + "}".repeat(64);

  @ParameterizedTest
  @MethodSource("valid")
  void aDetailPasses(String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);

    assertThat(validate(bytes)).isEmpty();
    assertThat(DetailReader.read(bytes))
        .isEqualTo(
            new DetailReader.Detail.Tree(StrictJson.mapper().readValue(bytes, ObjectNode.class)));
  }

  static Stream<String> valid() {
    return Stream.of(
        "{}",
        " \r\n\t{ } ",
        "{\"\":\"\"}",
        "{\"a\":[1,-0,2.50,1e400,1e9999,1E-9999,9223372036854775808,true,false,null,[],{}]}",
        "{\"a\":" + "9".repeat(100) + "}",
        "{\"é\":\"日本 🏆 \\ud83c\\udfc6 \\u0000 \\\\ud800 \\\" \\/ \\uFFFF \\uD7FF \\ue000\"}",
        "{\"a\":\"\u007f \u0080 \u07ff \u0800 \ud7ff \ue000 \uffff \ud800\udc00 \udbff\udfff\"}",
        "{\"a\":{\"a\":1},\"b\":{\"a\":1}}",
        "{\"a\":\"" + "x".repeat(100_000) + "\"}",
        DEEPEST,
        "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void aProblemIsNamed(byte[] bytes, JsonProblem.Code code, String pointer, int line, int column) {
    Optional<JsonProblem> problem = validate(bytes);

    assertThat(problem.map(JsonProblem::code)).contains(code);
    assertThat(problem.orElseThrow().pointer().orElse("none")).isEqualTo(pointer);
    assertThat(List.of(problem.orElseThrow().line(), problem.orElseThrow().column()))
        .isEqualTo(List.of(line, column));
    assertThat(DetailReader.read(bytes))
        .isEqualTo(new DetailReader.Detail.Invalid(problem.orElseThrow()));
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        invalid("", JsonProblem.Code.MALFORMED_JSON, "", 1, 1),
        invalid("{\"a\":\n  tru}", JsonProblem.Code.MALFORMED_JSON, "/a", 2, 3),
        invalid("{\"a\":{\"b\":1", JsonProblem.Code.MALFORMED_JSON, "/a/b", 1, 12),
        invalid("{\"a\":[1,2,}", JsonProblem.Code.MALFORMED_JSON, "/a/2", 1, 11),
        invalid("{\"a\":01}", JsonProblem.Code.MALFORMED_JSON, "/a", 1, 7),
        invalid("{\"a\":NaN}", JsonProblem.Code.MALFORMED_JSON, "/a", 1, 9),
        invalid("{'a':1}", JsonProblem.Code.MALFORMED_JSON, "", 1, 2),
        invalid("{\"a\":\"\n\"}", JsonProblem.Code.MALFORMED_JSON, "/a", 1, 7),
        invalid("{\"a\":1} {", JsonProblem.Code.MALFORMED_JSON, "", 1, 9),
        invalid("{\"a\":1}x", JsonProblem.Code.MALFORMED_JSON, "", 1, 8),
        invalid("\ufeff{}", JsonProblem.Code.MALFORMED_JSON, "", 1, 3),
        invalid("{\"a\":1,\n\"a\":2}", JsonProblem.Code.DUPLICATE_KEY, "/a", 2, 4),
        invalid(
            "{\"x\":[{\"a\":1,\"\\u0061\":2}]}", JsonProblem.Code.DUPLICATE_KEY, "/x/0/a", 1, 22),
        invalid("[{}]", JsonProblem.Code.NOT_AN_OBJECT, "", 1, 1),
        invalid("null", JsonProblem.Code.NOT_AN_OBJECT, "", 1, 1),
        invalid("\"{}\"", JsonProblem.Code.NOT_AN_OBJECT, "", 1, 1),
        invalid("{\"a\":1e10000}", JsonProblem.Code.TOO_LONG, "/a", 1, 6),
        invalid("{\"a\":[1E-99999999999]}", JsonProblem.Code.TOO_LONG, "/a/0", 1, 7),
        invalid("{\"a\":" + DEEPEST + "}", JsonProblem.Code.TOO_DEEP, "/a".repeat(64), 1, 321),
        invalid("{\"a\":\n\"x\\ud800y\"}", JsonProblem.Code.UNPAIRED_SURROGATE, "none", 2, 3),
        invalid("{\"\\udc00\":1}", JsonProblem.Code.UNPAIRED_SURROGATE, "none", 1, 3),
        invalid("{\"a\":\"\\udc00\\ud800\"}", JsonProblem.Code.UNPAIRED_SURROGATE, "none", 1, 7),
        invalid("{\"a\":\"\\ud800\\ud800\"}", JsonProblem.Code.UNPAIRED_SURROGATE, "none", 1, 7),
        arguments("{\"a\":1}".getBytes(UTF_16LE), JsonProblem.Code.MALFORMED_JSON, "", 1, 3));
  }

  @Test
  void aNameBeyondItsLengthIsRefused() {
    String longest = "n".repeat(StrictJson.MAX_NAME_BYTES);

    assertThat(validate(("{\"" + longest + "\":1}").getBytes(UTF_8))).isEmpty();
    assertThat(validate(("{\"" + longest + "nnnn\":1}").getBytes(UTF_8)).map(JsonProblem::code))
        .contains(JsonProblem.Code.TOO_LONG);
  }

  @Test
  void aProblemQuotesTheBeginningOfALongName() {
    String name = "n".repeat(282) + "\ud83d\ude00".repeat(100);
    byte[] bytes = ("{\"" + name + "\":1,\"" + name + "\":1}").getBytes(UTF_8);

    assertThat(validate(bytes).map(JsonProblem::message))
        .contains("Duplicate field '" + "n".repeat(282) + "…");
  }

  @Test
  void aNumberBeyondItsLengthIsRefused() {
    byte[] bytes = ("{\"a\":" + "9".repeat(101) + "}").getBytes(UTF_8);

    assertThat(validate(bytes).map(JsonProblem::code)).contains(JsonProblem.Code.TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0 80",
        "c1 bf",
        "c2",
        "c2 c0",
        "e0 80 80",
        "e0 9f bf",
        "ed a0 80",
        "ed bf bf",
        "e1 80",
        "e1 80 c0",
        "f0 80 80 80",
        "f0 8f bf bf",
        "f4 90 80 80",
        "f5 80 80 80",
        "f0 90 80",
        "fe",
        "ff"
      })
  void bytesThatAreNotUtf8AreRefused(String hexadecimal) {
    byte[] bytes = withBytes(hexadecimal);

    assertThat(validate(bytes))
        .contains(
            new JsonProblem(
                JsonProblem.Code.INVALID_UTF_8,
                "the bytes are not UTF-8",
                Optional.empty(),
                1,
                7,
                6));
  }

  @Test
  void aRangeOfBytesIsChecked() {
    byte[] bytes = "\ud83c\udfc6{\"a\":1}}".getBytes(UTF_8);

    assertThat(JsonValidator.validateDetail(bytes, 4, 7)).isEmpty();
    assertThat(JsonValidator.validateDetail(bytes, 4, 8).map(JsonProblem::byteOffset)).contains(7L);
    assertThat(JsonValidator.validateDetail(bytes, 1, 2).map(JsonProblem::byteOffset)).contains(0L);
  }

  @Test
  void theDepthOfAPartCountsFromThePart() throws IOException {
    byte[] fine = ("[{\"detail\":" + DEEPEST + "}]").getBytes(UTF_8);
    byte[] deep = ("[{\"detail\":{\"a\":" + DEEPEST + "}}]").getBytes(UTF_8);

    assertThat(skip(fine)).isEmpty();
    assertThat(skip(deep).map(JsonProblem::code)).contains(JsonProblem.Code.TOO_DEEP);
  }

  /** The one property that matters: gateway and job agree, on anything. */
  @Test
  void whatPassesIsReadAndWhatDoesNotIsNot() {
    Random random = new Random(7);
    List<byte[]> seeds = new ArrayList<>(valid().map(json -> json.getBytes(UTF_8)).toList());
    seeds.removeIf(bytes -> bytes.length > 1000);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Optional<JsonProblem> problem = validate(bytes);
      DetailReader.Detail detail = DetailReader.read(bytes);
      assertThat(
              detail instanceof DetailReader.Detail.Invalid invalid
                  ? Optional.of(invalid.problem())
                  : Optional.empty())
          .as(new String(bytes, UTF_8))
          .isEqualTo(problem);
    }
  }

  private static Arguments invalid(
      String json, JsonProblem.Code code, String pointer, int line, int column) {
    return arguments(json.getBytes(UTF_8), code, pointer, line, column);
  }

  private static Optional<JsonProblem> validate(byte[] bytes) {
    return JsonValidator.validateDetail(bytes, 0, bytes.length);
  }

  private static Optional<JsonProblem> skip(byte[] bytes) throws IOException {
    try (JsonParser parser = StrictJson.factory().createParser(bytes)) {
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      return JsonValidator.skipDetail(parser);
    }
  }

  private static byte[] withBytes(String hexadecimal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("{\"a\":\"".getBytes(UTF_8));
    for (String digits : hexadecimal.split(" ", -1)) {
      bytes.write(Integer.parseInt(digits, 16));
    }
    bytes.writeBytes("\"}".getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
