// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.CpuTimes;
import io.lakebus.bench.agent.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Sends by plans. Ids do not come again in the life of this object. */
public final class Load {

  /** From the start of a load until its first request is due: its threads begin meanwhile. */
  private static final long BEGIN = 20_000_000;

  /** How long a backlog is sent after the measured time. */
  private static final long BACKLOG = 30_000_000_000L;

  private final EventBodies bodies = new EventBodies();
  private final AtomicLong numbers = new AtomicLong();

  /** Sends, and returns when every request is answered or given up. */
  public Outcome run(LoadPlan plan) throws InterruptedException {
    long start = System.nanoTime() + BEGIN;
    long from = start + plan.span().lead().toNanos();
    long to = from + plan.span().time().toNanos();
    Counts counts = new Counts();
    Schedule schedule = Schedule.of(start, plan.rate());
    Sender.Window window = new Sender.Window(from, to, to + BACKLOG);
    List<Thread> threads =
        IntStream.range(0, plan.connections())
            .mapToObj(number -> new Requests(bodies, numbers, plan.target()))
            .map(requests -> new Sender(plan.target(), requests, schedule, window, counts))
            .map(sender -> Thread.ofPlatform().daemon().start(sender))
            .toList();

    Look before = Look.at(from, plan.pids(), counts);
    Look after = Look.at(to, plan.pids(), counts);
    for (Thread thread : threads) {
      thread.join();
    }
    return new Outcome(
        after.accepted() - before.accepted(),
        counts.accepted(),
        counts.failed(),
        Duration.ofNanos(after.time() - before.time()),
        CpuTimes.between(before.cpu(), after.cpu()),
        counts.latency().text());
  }

  /** How far everything is at a moment. */
  private record Look(long time, long accepted, List<Duration> cpu) {

    static Look at(long due, List<Long> pids, Counts counts) {
      Sender.await(due);
      List<Duration> cpu = CpuTimes.of(pids);
      return new Look(System.nanoTime(), counts.accepted(), cpu);
    }
  }
}
