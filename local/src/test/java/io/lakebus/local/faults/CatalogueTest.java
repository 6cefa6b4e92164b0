// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogueTest {

  private final Catalogue catalogue = new Catalogue("sports.events");

  @Test
  void everyFaultHasAnIdOfItsOwnAndASentence() {
    List<Fault> all = catalogue.all();

    assertThat(all).extracting(Fault::id).doesNotHaveDuplicates();
    assertThat(all).extracting(Fault::id).allMatch(id -> id.matches("F\\d\\d(/[a-z0-9-]+)?"));
    assertThat(all).extracting(Fault::sentence).allMatch(text -> text.matches("[A-Z].*\\."));
  }

  @Test
  void withoutNamesThoseThatNeedNotBeNamedAreSelected() {
    assertThat(catalogue.select(List.of()))
        .isNotEmpty()
        .noneMatch(Fault::mustBeNamed)
        .hasSize((int) catalogue.all().stream().filter(fault -> !fault.mustBeNamed()).count());
  }

  @Test
  void aFamilyIsAllItsVariantsAndAnIdIsOne() {
    assertThat(catalogue.select(List.of("F20", "F01", "F20/both")))
        .extracting(Fault::id)
        .containsExactly("F20/both", "F20/jobmanager", "F01");
  }

  @Test
  void aFaultThatMustBeNamedIsSelectedByItsId() {
    assertThat(catalogue.select(List.of("F16"))).extracting(Fault::id).containsExactly("F16");
  }

  @Test
  void whatIsLeftUnsettledComesAfterEverythingElse() {
    List<Fault> faults =
        catalogue.select(List.of("F32/manifest-missing", "F16", "F30/backup", "F01"));
    TorturePlan plan =
        new TorturePlan(
            1,
            faults,
            1,
            new TorturePlan.Limits(Optional.empty(), Optional.of(2), Duration.ofMinutes(1)),
            1,
            "");

    assertThat(plan.scheduled()).extracting(Fault::id).containsExactly("F01");
    assertThat(plan.afterCheck())
        .extracting(Fault::id)
        .containsExactly("F16", "F30/backup", "F32/manifest-missing");
  }

  @Test
  void anUnknownNameIsToldAndHowToFindTheKnownOnes() {
    assertThatThrownBy(() -> catalogue.select(List.of("F01", "F99")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no fault 'F99'; --list shows them all");
  }
}
