// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import io.lakebus.event.Reason;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lakebus.transform.TransformFixture.apply;
import static io.lakebus.transform.TransformFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonataTransformTest {

  @Test
  void anExpressionMakesARow() {
    assertThat(
            jsonata(
                "{ \"order\": order_id, \"total\": $sum(items.(price * quantity)) }",
                "{\"order_id\":\"o1\",\"items\":[{\"price\":2.5,\"quantity\":3},{\"price\":1,\"quantity\":2}]}"))
        .isEqualTo(jsonata("{\"order\": \"o1\", \"total\": 9.5}", "{}"));
  }

  @Test
  void aListMakesARowForEachElement() {
    assertThat(jsonata("items.{\"n\": n}", "{\"items\":[{\"n\":1},{\"n\":2},{\"n\":2}]}"))
        .isEqualTo(rows("{\"n\":1}", "{\"n\":2}", "{\"n\":2}"));
    assertThat(jsonata("[]", "{}")).isEqualTo(rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "null", "items[n > 5]", "$.no", "()"})
  void whatYieldsNothingMakesNoRow(String expression) {
    assertThat(jsonata(expression, "{\"items\":[{\"n\":1}]}")).isEqualTo(rows());
  }

  @Test
  void whatIsMovedKeepsEveryDigit() {
    String detail =
        "{\"a\":123456789012345678901234567890,\"b\":0.1234567890123456789012345,\"c\":2.50,"
            + "\"d\":9223372036854775807,\"e\":1e400,\"f\":{\"x\":[1,null,true,\"é🏆\"]},\"g\":{},\"h\":[]}";

    assertThat(jsonata("$", detail)).isEqualTo(rows(detail));
    assertThat(jsonata("{\"a\":a,\"b\":b,\"c\":c,\"d\":d,\"f\":f,\"g\":g}", detail))
        .isEqualTo(
            rows(
                "{\"a\":123456789012345678901234567890,\"b\":0.1234567890123456789012345,"
                    + "\"c\":2.50,\"d\":9223372036854775807,"
                    + "\"f\":{\"x\":[1,null,true,\"é🏆\"]},\"g\":{}}"));
  }

  @Test
  void decimalsCompareAsNumbers() {
    assertThat(
            jsonata(
                "{\"eq\": c = 2.5, \"lt\": c < 3, \"max\": $max([c, 1]) = 2.5, \"s\": $string(c),"
                    + " \"n\": $number(\"2.5\") = c, \"r\": $round(c) = 2}",
                "{\"c\":2.50}"))
        .isEqualTo(
            rows("{\"eq\":true,\"lt\":true,\"max\":true,\"s\":\"2.50\",\"n\":true,\"r\":true}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | a number, which",
        "\"x\" | a string, which",
        "true | a boolean, which",
        "[1] | a list with a number at position 0, which",
        "[{}, null] | a list with null at position 1, which",
        "[[{}]] | a list with an array at position 0, which"
      })
  void whatIsNotARowIsSaid(String expression, String what) {
    assertThat(jsonata(expression, "{}"))
        .isEqualTo(
            new Yield.Failed(
                Reason.TRANSFORM_NOT_A_ROW,
                "the transform yields " + what + " is not an object or a list of objects"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": x * 2} | JSONata: The left side of the \"*\" operator must evaluate to a number",
        "{\"a\": $error(\"no\")} | JSONata: no",
        "{\"a\": $random()} | JSONata: $random is not for transforms: the same event gives the same rows",
        "{\"a\": $eval(\"1\")} | JSONata: $eval is not for transforms: the same event gives the same rows",
        "{\"a\": $sum} | JSONata: the expression yields a value that is not JSON, a function for example",
        "{\"a\": $substring(\"🏆\", 0, 1) & $split(\"🏆\", \"\")[0]} | JSONata: the expression yields half of a surrogate pair",
        "{\"a\": ($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(10000))} | JSONata: the expression nests deeper than 200 levels",
        "{\"a\": ($f := function($n) { $f($n + 1) }; $f(0))} | JSONata: the expression takes more than 250000 steps"
      })
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void aFailureIsSaid(String expression, String message) {
    assertThat(jsonata(expression, "{\"x\":\"y\"}"))
        .isEqualTo(new Yield.Failed(Reason.TRANSFORM_FAILED, message));
  }

  @Test
  void theTimeIsThatOfReceipt() {
    assertThat(jsonata("{\"m\": $millis(), \"n\": $now(), \"y\": $now(\"[Y]\")}", "{}"))
        .isEqualTo(rows("{\"m\":1795420801000,\"n\":\"2026-11-23T08:00:01.000Z\",\"y\":\"2026\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": | JSONata: ",
        "( | JSONata: ",
        "a[ | JSONata: ",
        "$fun( | JSONata: ",
        "a b | JSONata: ",
        "/a | JSONata: ",
        "{\"a\": $summ(x)} | JSONata: "
      })
  void aBadExpressionIsRefused(String expression, String problem) {
    assertThatThrownBy(() -> Transforms.compile("r", new TransformSpec.Jsonata(expression)))
        .isInstanceOf(InvalidTransformException.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void theDetailIsNotChanged() {
    assertThat(jsonata("$ ~> |$|{\"b\": 2}, \"a\"|", "{\"a\":1}")).isEqualTo(rows("{\"b\":2}"));
  }

  private static Yield jsonata(String expression, String detail) {
    return apply(new TransformSpec.Jsonata(expression), detail);
  }
}
