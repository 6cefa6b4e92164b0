// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PageTest {

  private static final List<String> NAMES = List.of("d", "b", "a", "c");

  @Test
  void whoDoesNotKnowOfPagesGetsEverything() {
    assertThat(page(Optional.empty(), Optional.of("1")))
        .isEqualTo(new Page<>(List.of("a", "b", "c", "d"), Optional.empty()));
  }

  @Test
  void aPageIsFullAndNamesTheNextOne() {
    assertThat(page(Optional.of(""), Optional.of("3")))
        .isEqualTo(new Page<>(List.of("a", "b", "c"), Optional.of("c")));
  }

  @Test
  void theLastPageNamesNone() {
    assertThat(page(Optional.of("b"), Optional.of("2")))
        .isEqualTo(new Page<>(List.of("c", "d"), Optional.empty()));
    assertThat(page(Optional.of("d"), Optional.of("2")))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void anItemThatWentBetweenTwoPagesTakesNoOtherWithIt() {
    Page.Request afterB = Page.Request.of(Optional.of("b"), Optional.of("1"));
    assertThat(Page.of(List.of("a", "c", "d"), Function.identity(), afterB).items())
        .containsExactly("c");
  }

  @Test
  void aSizeIsAPositiveNumber() {
    for (String size : List.of("0", "-1", "many", "99999999999")) {
      assertThatThrownBy(() -> Page.Request.of(Optional.of(""), Optional.of(size)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(size);
    }
  }

  private static Page<String> page(Optional<String> token, Optional<String> size) {
    return Page.of(NAMES, Function.identity(), Page.Request.of(token, size));
  }
}
