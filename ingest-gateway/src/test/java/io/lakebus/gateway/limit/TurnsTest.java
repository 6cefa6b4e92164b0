// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class TurnsTest {

  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

  @Test
  void ofThoseWhoWaitEachPartyHasOneInTurn() throws InterruptedException {
    Turns turns = new Turns(1);
    Turns.Turn first = turns.take("first");
    List<Worker> workers = new ArrayList<>();
    for (String party : List.of("many", "many", "many", "one", "two", "two")) {
      workers.add(waiting(turns, party));
    }

    first.close();
    List<String> order = new ArrayList<>();
    while (!workers.isEmpty()) {
      String party = begun.take();
      order.add(party);
      assertThat(begun).as("who works beside " + party).isEmpty();
      workers.stream().filter(worker -> worker.party.equals(party)).findFirst().get().end(workers);
    }

    assertThat(order).containsExactly("many", "one", "two", "many", "two", "many");
  }

  @Test
  void soManyWorkAtATimeAsThereArePlaces() throws InterruptedException {
    Turns turns = new Turns(2);
    Turns.Turn first = turns.take("a");
    turns.take("a");
    waiting(turns, "b");
    assertThat(begun).isEmpty();

    first.close();

    assertThat(begun.take()).isEqualTo("b");
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void aPlaceThatNobodyWaitsForIsFreeAgain() {
    Turns turns = new Turns(1);

    turns.take("a").close();
    turns.take("b").close();

    assertThat(turns.waiting()).isZero();
  }

  @Test
  void lightWorkWaitsForNobody() {
    Turns turns = new Turns(1);
    turns.take("heavy");

    assertThat(turns.work("light", Turns.LIGHT_BYTES, () -> "done")).isEqualTo("done");
  }

  @Test
  void heavyWorkIsDoneInTurn() throws InterruptedException {
    Turns turns = new Turns(1);
    Turns.Turn heavy = turns.take("heavy");
    waiting(turns, () -> turns.work("heavy", Turns.LIGHT_BYTES + 1, () -> begun.add("b")));

    heavy.close();

    assertThat(begun.take()).isEqualTo("b");
  }

  @Test
  void workThatFailsGivesItsPlaceBack() {
    Turns turns = new Turns(1);

    assertThatThrownBy(
            () ->
                turns.work(
                    "a",
                    Turns.LIGHT_BYTES + 1,
                    () -> {
                      throw new IOException("fails");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(turns.<Integer, RuntimeException>work("a", 1 << 20, () -> 1)).isEqualTo(1);
  }

  @Test
  void oneProcessorIsLeftWhereThereAreSeveral() throws InterruptedException {
    for (int[] both : new int[][] {{1, 1}, {2, 1}, {3, 2}, {8, 7}}) {
      Turns turns = Turns.forProcessors(both[0]);
      for (int i = 0; i < both[1]; i++) {
        turns.take("a");
      }
      waiting(turns, "a");
      assertThat(turns.waiting()).as("with " + both[0] + " processors").isEqualTo(1);
    }
  }

  @Test
  void withoutAPlaceNobodyWouldEverWork() {
    assertThatThrownBy(() -> new Turns(0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Someone who waits for a turn, and is seen to. */
  private Worker waiting(Turns turns, String party) {
    Worker worker = new Worker(party, new CountDownLatch(1));
    waiting(turns, () -> work(turns, worker));
    return worker;
  }

  private static void waiting(Turns turns, Runnable work) {
    int before = turns.waiting();
    Thread.ofVirtual().start(work);
    while (turns.waiting() == before) {
      Thread.onSpinWait();
    }
  }

  private void work(Turns turns, Worker worker) {
    Turns.Turn turn = turns.take(worker.party);
    begun.add(worker.party);
    try {
      worker.end.await();
      turn.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Worker(String party, CountDownLatch end) {

    void end(List<Worker> others) {
      others.remove(this);
      end.countDown();
    }
  }
}
