// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AbbreviationTest {

  @Test
  void aTextThatFitsStaysAsItIs() {
    assertThat(Abbreviation.of("", 3)).isEmpty();
    assertThat(Abbreviation.of("abc", 3)).isEqualTo("abc");
  }

  @Test
  void ofALongerOneTheBeginningIsLeft() {
    assertThat(Abbreviation.of("abcd", 3)).isEqualTo("abc…");
  }

  @Test
  void noSurrogatePairIsParted() {
    assertThat(Abbreviation.of("ab😀d", 3)).isEqualTo("ab…");
    assertThat(Abbreviation.of("a😀cd", 3)).isEqualTo("a😀…");
  }
}
