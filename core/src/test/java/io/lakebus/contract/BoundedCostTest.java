// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static io.lakebus.contract.Schemas.bytes;
import static io.lakebus.contract.Schemas.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Details that would keep a check running for hours, or end the program. */
class BoundedCostTest {

  private static final List<Violation> TOO_COSTLY =
      List.of(new Violation("checking it against the contract would cost too much", ""));

  @Test
  void anExpressionThatNeverComesToAnEndIsGivenUp() {
    ContractSchema schema = schema("{'properties':{'a':{'pattern':'^([a-z]+)+\\\\1?$'}}}");

    assertThat(schema.violations(bytes("{'a':'" + "a".repeat(60) + "'}"))).isEmpty();
    assertThat(schema.violations(bytes("{'a':'" + "a".repeat(60) + "B'}"))).isEqualTo(TOO_COSTLY);
  }

  @Test
  void aNameIsMatchedWithinBoundsToo() {
    ContractSchema schema = schema("{'patternProperties':{'^([a-z]+)+\\\\1?$':true}}");

    assertThat(schema.violations(bytes("{'" + "a".repeat(60) + "B':1}"))).isEqualTo(TOO_COSTLY);
  }

  @Test
  void anExpressionThatGoesDeepWithEachCharacterIsGivenUp() {
    ContractSchema schema = schema("{'properties':{'a':{'pattern':'^(\\\\w|\\\\s)*$'}}}");

    assertThat(schema.violations(bytes("{'a':'" + "a".repeat(100) + "'}"))).isEmpty();
    assertThat(schema.violations(bytes("{'a':'" + "a".repeat(1_000_000) + "'}")))
        .isEqualTo(TOO_COSTLY);
  }

  @Test
  void howOftenAnExpressionLooksAtATextIsBoundByItsLength() {
    // It begins anew with each character, and looks at all that follow.
    BoundedPattern quadratic = new BoundedPattern("a+b");

    assertThat(quadratic.matches("a".repeat(60))).isFalse();
    assertThatThrownBy(() -> quadratic.matches("a".repeat(80)))
        .isInstanceOf(TooCostlyException.class);
    assertThat(new BoundedPattern("^[a-z ]*$").matches("some words ".repeat(90_000))).isTrue();
  }

  @Test
  void branchesThatMultiplyWithEachLevelAreGivenUp() {
    ContractSchema schema =
        schema(
            """
            { 'oneOf': [ { 'properties': { 'next': { '$ref': '#' }, 'kind': { 'const': 1 } } },
                         { 'properties': { 'next': { '$ref': '#' }, 'kind': { 'const': 2 } } } ] }
            """);

    assertThat(schema.violations(bytes(nested(5)))).isEmpty();
    assertThat(schema.violations(bytes(nested(60)))).isEqualTo(TOO_COSTLY);
  }

  private static String nested(int levels) {
    return "{'kind':1,'next':".repeat(levels) + "{'kind':1}" + "}".repeat(levels);
  }

  @Test
  void aDetailOfTheLargestSizeIsCheckedWhole() {
    String numbers = "1,".repeat(400_000) + "1";

    assertThat(
            schema("{'properties':{'a':{'items':{'type':'integer'}}}}")
                .violations(bytes("{'a':[" + numbers + "]}")))
        .isEmpty();
  }

  @Test
  void manyTextsOfOneHashAreToldApart() {
    List<String> texts = sameHash(14);
    ContractSchema schema = schema("{'properties':{'a':{'uniqueItems':true}}}");

    assertThat(texts.stream().map(String::hashCode).distinct()).hasSize(1);
    assertThat(schema.violations(bytes(array(texts)))).isEmpty();
    assertThat(
            schema.violations(
                bytes(array(Stream.concat(texts.stream(), texts.stream().limit(3)).toList()))))
        .containsExactly(new Violation("must have only unique items in the array", "/a"));
  }

  private static String array(List<String> texts) {
    return texts.stream()
        .map(text -> "'" + text + "'")
        .collect(Collectors.joining(",", "{'a':[", "]}"));
  }

  private static List<String> sameHash(int pairs) {
    return IntStream.range(0, 1 << pairs)
        .mapToObj(
            bits ->
                IntStream.range(0, pairs)
                    .mapToObj(i -> (bits >> i & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void aTextThatIsTooLongForItsFormatIsNotLookedInto() {
    String evil = "@".repeat(1_000_000);

    for (TextFormat format : TextFormat.ALL) {
      assertThat(
              schema("{'properties':{'a':{'format':'" + format.getName() + "'}}}")
                  .violations(bytes("{'a':'" + evil + "'}")))
          .containsExactly(new Violation("is not of the format " + format.getName(), "/a"));
    }
  }
}
