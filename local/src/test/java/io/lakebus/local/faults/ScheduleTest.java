// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScheduleTest {

  private static final List<Fault> FAULTS =
      List.of(ordinary("A"), ordinary("B"), ordinary("C"), alone("D"), ordinary("E"));

  @Test
  void theSameSeedGivesTheSameFaultsParametersAndPauses() {
    assertThat(texts(new Schedule(7, FAULTS, 2), 200))
        .isEqualTo(texts(new Schedule(7, FAULTS, 2), 200));
  }

  @Test
  void anotherSeedGivesOthers() {
    assertThat(texts(new Schedule(7, FAULTS, 2), 20))
        .isNotEqualTo(texts(new Schedule(8, FAULTS, 2), 20));
  }

  @Test
  void theBeginningOfASequenceIsAsItWas() {
    assertThat(texts(new Schedule(42, FAULTS, 2), 6))
        .containsExactly(
            "2581 ms 1A(60)",
            "5522 ms 2E(21)",
            "2336 ms 3C(67) 4B(94) 345 ms",
            "3302 ms 5D(47)",
            "4502 ms 6E(36)",
            "2786 ms 7D(68)");
  }

  @Test
  void inEachRoundEachFaultComesOnce() {
    Schedule schedule = new Schedule(3, FAULTS, 2);
    List<Schedule.Planned> injections = new ArrayList<>();
    while (injections.size() < 500) {
      injections.addAll(schedule.next().injections());
    }

    for (int round = 0; round < 100; round++) {
      assertThat(injections.subList(5 * round, 5 * round + 5))
          .extracting(planned -> planned.fault().id())
          .containsExactlyInAnyOrder("A", "B", "C", "D", "E");
    }
    assertThat(injections)
        .extracting(Schedule.Planned::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, injections.size()).boxed().toList());
  }

  @Test
  void severalComeAtOnceButNoneWithOneThatWantsToBeAlone() {
    List<Fault> faults =
        Stream.concat(
                FAULTS.stream(),
                Stream.of(ordinary("F"), ordinary("G"), ordinary("H"), alone("I"), ordinary("J")))
            .toList();
    Schedule schedule = new Schedule(3, faults, 4);
    List<Schedule.Step> steps = Stream.generate(schedule::next).limit(1_000).toList();

    Map<Integer, Long> sizes =
        steps.stream()
            .collect(
                Collectors.groupingBy(step -> step.injections().size(), Collectors.counting()));
    assertThat(sizes).containsOnlyKeys(1, 2, 3, 4);
    assertThat(sizes.values()).allMatch(number -> number > 100);
    assertThat(steps)
        .filteredOn(step -> step.injections().size() > 1)
        .allSatisfy(
            step ->
                assertThat(step.injections())
                    .extracting(planned -> planned.fault().id())
                    .doesNotHaveDuplicates()
                    .doesNotContain("D", "I"));
    assertThat(steps).allMatch(step -> step.lead().compareTo(Duration.ofSeconds(4)) < 0);
  }

  @Test
  void theyComeOneByOneIfAsked() {
    Schedule schedule = new Schedule(3, FAULTS, 1);

    assertThat(Stream.generate(schedule::next).limit(100))
        .allMatch(step -> step.injections().size() == 1);
  }

  @Test
  void pausesAreBetweenOneAndSixSeconds() {
    Schedule schedule = new Schedule(9, FAULTS, 2);

    assertThat(IntStream.range(0, 200).mapToObj(step -> schedule.next().pause()))
        .allMatch(pause -> pause.toMillis() >= 1_000 && pause.toMillis() <= 6_000)
        .anyMatch(pause -> pause.toMillis() < 2_000)
        .anyMatch(pause -> pause.toMillis() > 5_000);
  }

  @Test
  void withoutFaultsThereIsNoSchedule() {
    assertThatThrownBy(() -> new Schedule(1, List.of(), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no faults to inject");
    assertThatThrownBy(() -> new Schedule(1, FAULTS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one fault comes at once");
  }

  private static List<String> texts(Schedule schedule, int steps) {
    return IntStream.range(0, steps).mapToObj(step -> text(schedule.next())).toList();
  }

  private static String text(Schedule.Step step) {
    List<String> injections =
        step.injections().stream()
            .map(one -> one.number() + one.fault().id() + one.injection().parameters())
            .toList();
    return step.pause().toMillis()
        + " ms "
        + String.join(" ", injections)
        + (injections.size() > 1 ? " " + step.lead().toMillis() + " ms" : "");
  }

  private static Fault ordinary(String id) {
    return Fault.ordinary(id, "", random -> injection(random.nextInt(100)));
  }

  private static Fault alone(String id) {
    return Fault.alone(id, "", random -> injection(random.nextInt(100)));
  }

  private static Injection injection(int parameter) {
    return new Injection("(" + parameter + ")", world -> Effect.injected());
  }
}
