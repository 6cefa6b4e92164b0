// SPDX-License-Identifier: Apache-2.0
package io.lakebus.config;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({"512, 512", "7B, 7", "64KiB, 65536", "4 MiB, 4194304", "1GiB, 1073741824"})
  void aSizeHasBinaryUnits(String text, long bytes) {
    assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1MB", "1.5MiB", "MiB", "1mib"})
  void whatIsNoSizeIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSize.parse(text))
        .withMessage("'" + text + "' is not a size such as 512KiB or 4MiB");
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "2s, PT2S", "10m, PT10M", "80h, PT80H", "30 d, PT720H"})
  void aDurationHasAUnit(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "-2s", "1.5s", "2 weeks", "s"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
  }

  @Test
  void aSizeThatCannotBeCountedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSize.parse("999999999999GiB"))
        .withMessage("'999999999999GiB' is more than can be counted");
  }

  @Test
  void aSizeIsNotNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DataSize(-1));
  }
}
