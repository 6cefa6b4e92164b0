// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {

  private final Admission admission = new Admission(100);

  @Test
  void aPartyHasHalfOfTheRoom() {
    assertThat(admission.tryAdmit("a", 50)).isTrue();
    assertThat(admission.tryAdmit("a", 1)).isFalse();
    assertThat(admission.tryAdmit("b", 50)).isTrue();
    assertThat(admission.inFlight()).isEqualTo(100);
  }

  @Test
  void allPartiesShareTheRoom() {
    admission.tryAdmit("a", 40);
    admission.tryAdmit("b", 40);

    assertThat(admission.tryAdmit("c", 21)).isFalse();
    assertThat(admission.tryAdmit("c", 20)).isTrue();
  }

  @Test
  void whatIsReleasedMakesRoom() {
    admission.tryAdmit("a", 50);
    admission.release("a", 20);

    assertThat(admission.tryAdmit("a", 21)).isFalse();
    assertThat(admission.tryAdmit("a", 20)).isTrue();

    admission.release("a", 50);

    assertThat(admission.inFlight()).isZero();
    assertThat(admission.tryAdmit("a", 50)).isTrue();
  }

  @Test
  void nothingTakesNoRoom() {
    admission.tryAdmit("a", 50);
    admission.tryAdmit("b", 50);

    assertThat(admission.tryAdmit("c", 0)).isTrue();
  }
}
