// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Sends what is due, one request after the other, on a connection of its own. */
final class Sender implements Runnable {

  private static final int ACCEPTED = 202;

  /** After a failure: a server that refuses connections is not asked in a busy loop. */
  private static final long PAUSE = 10_000_000;

  private final LoadPlan.Target target;
  private final Requests requests;
  private final Schedule schedule;
  private final Window window;
  private final Counts counts;

  /**
   * When is measured, by {@link System#nanoTime}.
   *
   * @param from latency counts for requests that are due from here on
   * @param to and before this; later ones are not sent
   * @param giveUp requests that could not be sent by then are not sent
   */
  record Window(long from, long to, long giveUp) {}

  Sender(
      LoadPlan.Target target, Requests requests, Schedule schedule, Window window, Counts counts) {
    this.target = target;
    this.requests = requests;
    this.schedule = schedule;
    this.window = window;
    this.counts = counts;
  }

  @Override
  public void run() {
    long due = schedule.next(System.nanoTime());
    while (due - window.to() < 0) {
      try (Connection connection = new Connection(target.port())) {
        while (due - window.to() < 0) {
          send(connection, due);
          due = schedule.next(System.nanoTime());
        }
      } catch (IOException e) {
        counts.fail(target.batch());
        LockSupport.parkNanos(PAUSE);
        due = schedule.next(System.nanoTime());
      }
    }
  }

  private void send(Connection connection, long due) throws IOException {
    long now = await(due);
    if (now - window.giveUp() > 0) {
      counts.fail(target.batch());
      return;
    }
    int status = connection.exchange(requests.next());
    if (status != ACCEPTED) {
      counts.fail(target.batch());
      return;
    }
    counts.accept(target.batch());
    if (due - window.from() >= 0) {
      counts.answeredAfter(System.nanoTime() - due);
    }
  }

  /** Returns the time as soon as it is not before this. */
  static long await(long due) {
    long now = System.nanoTime();
    while (now - due < 0) {
      LockSupport.parkNanos(due - now);
      now = System.nanoTime();
    }
    return now;
  }
}
