// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.event.StrictJson;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class CellTypesTest {

  private static final CellTypes CELLS = CellTypes.recognised(Set.of("zip"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "12",
        "-7",
        "9223372036854775807",
        "-9223372036854775808",
        "0.50",
        "-0.0",
        "4500.00",
        "1.5e-7",
        "2E10",
        "123456789012345678901234567890.5"
      })
  void whatIsExactlyAJsonNumberIsThatNumberDigitForDigit(String cell) throws Exception {
    assertThat(json("a", cell)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "007",
        "+4917012345",
        "1,000",
        "1.",
        ".5",
        "-",
        "-0",
        "NaN",
        "Infinity",
        "1e999",
        "0x10",
        "9223372036854775808",
        " 1",
        "1 ",
        "12:34",
        "True",
        "null",
        "٣",
        "1_000"
      })
  void whatOnlyLooksLikeANumberIsAString(String cell) throws Exception {
    assertThat(json("a", cell)).isEqualTo("\"" + cell + "\"");
  }

  @Test
  void aNumberLongerThanTheGatewayTakesIsAString() throws Exception {
    String digits = "0." + "1".repeat(StrictJson.MAX_NUMBER_LENGTH);
    assertThat(json("a", digits)).isEqualTo("\"" + digits + "\"");
  }

  @Test
  void trueAndFalseAreBooleans() throws Exception {
    assertThat(json("a", "true")).isEqualTo("true");
    assertThat(json("a", "false")).isEqualTo("false");
  }

  @Test
  void anEmptyCellIsNoField() {
    assertThat(CELLS.value("a", "")).isEmpty();
    assertThat(CellTypes.allStrings().value("a", "")).isEmpty();
  }

  @Test
  void aStringColumnHoldsStringsOnly() throws Exception {
    assertThat(json("zip", "10115")).isEqualTo("\"10115\"");
    assertThat(json("zip", "true")).isEqualTo("\"true\"");
  }

  @Test
  void allCellsCanBeStrings() throws Exception {
    assertThat(
            StrictJson.mapper()
                .writeValueAsString(CellTypes.allStrings().value("a", "1.5").orElseThrow()))
        .isEqualTo("\"1.5\"");
  }

  private static String json(String column, String cell) throws Exception {
    return StrictJson.mapper().writeValueAsString(CELLS.value(column, cell).orElseThrow());
  }
}
