// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorTest {

  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatOthersNeedEndsAfterThem() throws InterruptedException {
    Supervisor supervisor =
        new Supervisor(
            List.of(
                new Recorded("database", Set.of()),
                new Recorded("catalog", Set.of("database")),
                new Recorded("job", Set.of("catalog", "database"))));
    supervisor.start();

    supervisor.stop();

    assertThat(ended).containsExactly("job", "catalog", "database");
  }

  @Test
  void readyIsWhatAllOfThemAre() {
    Supervisor supervisor =
        new Supervisor(List.of(new Recorded("one", Set.of()), new NotYetReady()));

    assertThat(supervisor.areReady(Set.of())).isTrue();
    assertThat(supervisor.areReady(Set.of("one"))).isTrue();
    assertThat(supervisor.areReady(Set.of("one", "waiting"))).isFalse();
  }

  @Test
  void everyOneHearsThatAProcessHasEnded() {
    Supervisor supervisor =
        new Supervisor(List.of(new Recorded("one", Set.of()), new Recorded("two", Set.of())));

    supervisor.processEnded("one");

    assertThat(told).containsExactlyInAnyOrder("one heard one", "two heard one");
  }

  private class Recorded implements Kept {

    private final String name;
    private final Set<String> needs;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Recorded(String name, Set<String> needs) {
      this.name = name;
      this.needs = needs;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> needs() {
      return needs;
    }

    @Override
    public State state() {
      return State.READY;
    }

    @Override
    public void run(Peers peers) throws InterruptedException {
      stopped.await();
    }

    @Override
    public void stop() {
      ended.add(name);
      stopped.countDown();
    }

    @Override
    public void processEnded(String other) {
      told.add(name + " heard " + other);
    }
  }

  private final class NotYetReady extends Recorded {

    NotYetReady() {
      super("waiting", Set.of());
    }

    @Override
    public State state() {
      return State.WAITING;
    }
  }
}
