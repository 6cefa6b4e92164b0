// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BearerTokenTest {

  private final BearerToken token = new BearerToken("right");

  @Test
  void theTokenIsTakenWhateverTheCaseOfItsScheme() {
    assertThat(token.isPresentedBy(Optional.of("Bearer right"))).isTrue();
    assertThat(token.isPresentedBy(Optional.of("bearer right "))).isTrue();
  }

  @Test
  void nothingElseIsTaken() {
    assertThat(token.isPresentedBy(Optional.empty())).isFalse();
    assertThat(token.isPresentedBy(Optional.of("right"))).isFalse();
    assertThat(token.isPresentedBy(Optional.of("Bearer "))).isFalse();
    assertThat(token.isPresentedBy(Optional.of("Bearer Right"))).isFalse();
    assertThat(token.isPresentedBy(Optional.of("Basic right"))).isFalse();
  }
}
