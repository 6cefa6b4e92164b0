// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TortureTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final List<String> lines = new ArrayList<>();
  private final InMemoryArena arena = new InMemoryArena();
  private final Torture torture = new Torture(arena, () -> arena.now, lines::add);

  @Test
  void itInjectsUntilTheTimeIsUp() throws InterruptedException {
    boolean back =
        torture.run(
            schedule(fault("F01", Effect.injected())),
            new Torture.Until(START.plusSeconds(60), Long.MAX_VALUE, LIMIT));

    assertThat(back).isTrue();
    assertThat(torture.injected()).hasSizeGreaterThan(3);
    assertThat(torture.injected())
        .allMatch(one -> one.span().from().isBefore(START.plusSeconds(60)));
    assertThat(arena.now).isAfterOrEqualTo(START.plusSeconds(60));
  }

  @Test
  void itInjectsSoManyTimes() throws InterruptedException {
    torture.run(schedule(fault("F01", Effect.injected("note"))), times(2));

    assertThat(torture.injected()).extracting(one -> one.planned().number()).containsExactly(1, 2);
    assertThat(lines).hasSize(2).allMatch(line -> line.endsWith("  with parameter; note"));
  }

  @Test
  void aFaultThatCannotBeInjectedIsNotCountedAsOne() throws InterruptedException {
    Fault fault =
        Fault.ordinary(
            "F01",
            "",
            random ->
                Injection.of(
                    world -> {
                      throw new IOException("there is no process of gateway");
                    }));

    torture.run(schedule(fault), times(1));

    assertThat(torture.injected().getFirst().effect())
        .isEqualTo(Effect.notReached("cannot be injected: there is no process of gateway"));
    assertThat(torture.injected().getFirst().tookPlace()).isFalse();
  }

  @Test
  void aStackThatComesBackOnlyAfterHealingIsGivenThatChance() throws InterruptedException {
    arena.recoveries.add(InMemoryArena.NOT_BACK);
    arena.recoveries.add(InMemoryArena.BACK);

    boolean back = torture.run(schedule(fault("F01", Effect.injected())), times(2));

    assertThat(back).isTrue();
    assertThat(arena.healed).isEqualTo(1);
    assertThat(torture.injected())
        .extracting(Injected::recovery)
        .containsExactly(InMemoryArena.NOT_BACK, InMemoryArena.BACK);
    assertThat(lines).contains("not back: [job restarting]");
  }

  @Test
  void aStackThatDoesNotComeBackEndsTheRun() throws InterruptedException {
    arena.recoveries.add(InMemoryArena.NOT_BACK);
    arena.recoveries.add(InMemoryArena.NOT_BACK);

    boolean back = torture.run(schedule(fault("F01", Effect.injected())), times(5));

    assertThat(back).isFalse();
    assertThat(torture.injected()).hasSize(1);
  }

  @Test
  void ofSeveralAtOnceEachIsRecordedWithTheRecoveryOfAll() throws InterruptedException {
    torture.run(
        schedule(fault("F01", Effect.injected()), fault("F12", Effect.injected())), times(400));

    List<Injected> together = torture.injected().stream().filter(Injected::together).toList();
    assertThat(together).hasSizeBetween(100, 300);
    for (int index = 0; index < together.size(); index += 2) {
      Injected first = together.get(index);
      Injected second = together.get(index + 1);
      assertThat(second.planned().number()).isEqualTo(first.planned().number() + 1);
      assertThat(second.recovery()).isSameAs(first.recovery());
    }
  }

  private static Torture.Until times(int injections) {
    return new Torture.Until(Instant.MAX, injections, LIMIT);
  }

  private static Schedule schedule(Fault... faults) {
    return new Schedule(1, List.of(faults), 2);
  }

  private static Fault fault(String id, Effect effect) {
    return Fault.ordinary(id, "", random -> new Injection("with parameter", world -> effect));
  }

  /** Time passes only when somebody waits; each recovery takes two seconds. */
  private static final class InMemoryArena implements Arena {

    static final Injected.Recovery BACK =
        new Injected.Recovery(
            Optional.of(Duration.ofSeconds(2)), Optional.of(Duration.ofSeconds(1)), 0, 0);
    static final Injected.Recovery NOT_BACK =
        new Injected.Recovery(Optional.empty(), Optional.empty(), 0, 0);

    private final List<Injected.Recovery> recoveries = new ArrayList<>();
    private Instant now = START;
    private int healed;

    @Override
    public NewRows.Mark mark() {
      return NewRows.Mark.of(Map.of());
    }

    @Override
    public Effect strike(Injection injection) throws IOException, InterruptedException {
      return injection.act().on(null);
    }

    @Override
    public Injected.Recovery awaitRecovery(NewRows.Mark mark, Instant over, Duration limit) {
      now = now.plusSeconds(2);
      return recoveries.isEmpty()
          ? new Injected.Recovery(BACK.rows(), BACK.ready(), 0, 0)
          : recoveries.removeFirst();
    }

    @Override
    public List<String> notReady() {
      return List.of("job restarting");
    }

    @Override
    public void heal() {
      healed++;
    }

    @Override
    public void sleep(Duration time) {
      now = now.plus(time);
    }
  }
}
