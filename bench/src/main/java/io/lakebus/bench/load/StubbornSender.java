// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.BadOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Sends what is due, whatever it is answered, and connects again whenever it must. */
final class StubbornSender implements Runnable {

  /** After a failure: a server that refuses connections is not asked in a busy loop. */
  private static final long PAUSE = 1_000_000;

  private final int port;
  private final Supplier<ByteBuffer> requests;
  private final Schedule schedule;
  private final long end;
  private final Answered answered;

  /**
   * @param port the server's, on the loopback interface
   * @param requests gives the next request, which holds until it gives another one
   * @param end when it stops, by {@link System#nanoTime}
   */
  StubbornSender(
      int port, Supplier<ByteBuffer> requests, Schedule schedule, long end, Answered answered) {
    this.port = port;
    this.requests = requests;
    this.schedule = schedule;
    this.end = end;
    this.answered = answered;
  }

  @Override
  public void run() {
    long due = schedule.next(System.nanoTime());
    while (isOn(due)) {
      try (Connection connection = new Connection(port)) {
        while (connection.serves() && isOn(due)) {
          Sender.await(due);
          answered.with(connection.exchange(requests.get()));
          due = schedule.next(System.nanoTime());
        }
      } catch (IOException e) {
        answered.with(BadOutcome.NONE);
        LockSupport.parkNanos(PAUSE);
        due = schedule.next(System.nanoTime());
      }
    }
  }

  /** A backlog is not sent: it would go on after the time. */
  private boolean isOn(long due) {
    return due - end < 0 && System.nanoTime() - end < 0;
  }
}
