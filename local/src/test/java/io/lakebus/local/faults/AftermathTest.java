// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.cli.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AftermathTest {

  private static final long SEED = 7;
  private static final Findings RIGHT = new Findings(true, Set.of(), Set.of(), List.of("holds"));

  private final List<String> lines = new ArrayList<>();
  private final InMemoryRounds rounds = new InMemoryRounds();
  private final Aftermath aftermath = new Aftermath(rounds, 3, () -> rounds.endIsAsked, lines::add);

  @Test
  void aFaultThatSettlesItselfIsRepeatedAndItsEventsAreLookedFor() throws IOException {
    Fault fault = Fault.namedOnly("F16", "", random -> Injection.of(world -> Effect.injected("a")));

    List<Aftermath.Left> left = aftermath.of(List.of(fault), SEED);

    Effect injected = Effect.injected("a");
    assertThat(left)
        .containsExactly(
            new Aftermath.Left("F16", List.of(injected, injected, injected), Optional.of(RIGHT)));
    assertThat(left.getFirst().isRight()).isTrue();
    assertThat(lines)
        .containsExactly(
            "F16, 1 of 3: INJECTED a", "F16, 2 of 3: INJECTED a", "F16, 3 of 3: INJECTED a");
    assertThat(rounds.seen)
        .containsExactly("F16 begins", "strike", "strike", "strike", "check", "close");
  }

  @Test
  void aFaultThatAPersonHasToSettleComesOnceAndUnchecked() throws IOException {
    Fault fault = Fault.last("F32", "", random -> Injection.of(world -> Effect.injected()));

    List<Aftermath.Left> left = aftermath.of(List.of(fault), SEED);

    assertThat(left)
        .containsExactly(new Aftermath.Left("F32", List.of(Effect.injected()), Optional.empty()));
    assertThat(rounds.seen).containsExactly("F32 begins", "strike", "close");
  }

  @Test
  void afterAWrongOutcomeNothingIsInjectedAnyMore() throws IOException {
    Fault wrong = Fault.namedOnly("F16", "", random -> Injection.of(world -> Effect.wrong("b")));
    Fault next = Fault.last("F32", "", random -> Injection.of(world -> Effect.injected()));

    List<Aftermath.Left> left = aftermath.of(List.of(wrong, next), SEED);

    assertThat(left)
        .containsExactly(new Aftermath.Left("F16", List.of(Effect.wrong("b")), Optional.of(RIGHT)));
    assertThat(left.getFirst().isRight()).isFalse();
    assertThat(lines).containsExactly("F16, 1 of 3: WRONG b", "F32: not injected any more");
  }

  @Test
  void whatIsMissingInTheTablesIsWrongAndEndsIt() throws IOException {
    rounds.findings = new Findings(false, Set.of("e1"), Set.of(), List.of("lost"));
    Fault first = Fault.namedOnly("F16", "", random -> Injection.of(world -> Effect.injected()));
    Fault next = Fault.namedOnly("F30", "", random -> Injection.of(world -> Effect.injected()));

    List<Aftermath.Left> left = aftermath.of(List.of(first, next), SEED);

    assertThat(left).extracting(Aftermath.Left::fault).containsExactly("F16");
    assertThat(left.getFirst().isRight()).isFalse();
  }

  @Test
  void aStackWithoutRowsIsWrongAndAFaultWithoutOccasionIsNot() throws IOException {
    Fault down =
        Fault.last(
            "F30",
            "",
            random ->
                Injection.of(
                    world -> {
                      throw new CommandFailure("no new rows are visible");
                    }));
    Fault away =
        Fault.last(
            "F32",
            "",
            random ->
                Injection.of(
                    world -> {
                      throw new IOException("no process");
                    }));

    assertThat(aftermath.of(List.of(down), SEED))
        .containsExactly(
            new Aftermath.Left(
                "F30", List.of(Effect.wrong("no new rows are visible")), Optional.empty()));
    List<Aftermath.Left> left = aftermath.of(List.of(away), SEED);
    assertThat(left)
        .containsExactly(
            new Aftermath.Left(
                "F32",
                List.of(Effect.notReached("cannot be injected: no process")),
                Optional.empty()));
    assertThat(left.getFirst().isRight()).as("never injected").isFalse();
  }

  @Test
  void anInterruptEndsItInGoodOrderWithWhatCameOfItSoFar() throws IOException {
    Fault fault =
        Fault.namedOnly(
            "F16",
            "",
            random ->
                Injection.of(
                    world -> {
                      if (rounds.strikes == 2) {
                        rounds.endIsAsked = true;
                        throw new InterruptedException();
                      }
                      return Effect.injected();
                    }));

    List<Aftermath.Left> left = aftermath.of(List.of(fault), SEED);

    assertThat(left)
        .containsExactly(
            new Aftermath.Left(
                "F16",
                List.of(Effect.injected(), Effect.notReached("the run was ended meanwhile")),
                Optional.empty()));
    assertThat(rounds.seen).containsExactly("F16 begins", "strike", "strike", "close");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void itsParametersAreItsOwnWhateverElseIsInjected() throws IOException {
    List<Long> drawn = new ArrayList<>();
    Fault drawing =
        Fault.namedOnly(
            "F16",
            "",
            random -> {
              long number = random.nextLong();
              return Injection.of(
                  world -> {
                    drawn.add(number);
                    return Effect.injected();
                  });
            });
    Fault other = Fault.namedOnly("F30", "", random -> Injection.of(world -> Effect.injected()));

    aftermath.of(List.of(drawing), SEED);
    List<Long> alone = List.copyOf(drawn);
    drawn.clear();
    aftermath.of(List.of(other, drawing), SEED);

    assertThat(drawn).isEqualTo(alone).doesNotHaveDuplicates().hasSize(3);
  }

  /** A stack that does nothing but what an injection says. */
  private static final class InMemoryRounds implements Aftermath.Rounds {

    private final List<String> seen = new ArrayList<>();
    private Findings findings = RIGHT;
    private int strikes;
    private boolean endIsAsked;

    @Override
    public Aftermath.Round begin(String fault) {
      seen.add(fault + " begins");
      return new Aftermath.Round() {

        @Override
        public Effect strike(Injection injection) throws IOException, InterruptedException {
          seen.add("strike");
          strikes++;
          return injection.act().on(null);
        }

        @Override
        public Findings check() {
          seen.add("check");
          return findings;
        }

        @Override
        public void close() {
          seen.add("close");
        }
      };
    }
  }
}
