// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.BadOutcome;
import io.lakebus.bench.agent.Misdeed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Bad vendors, who do what a plan says. */
public final class BadLoad {

  /** Among slow senders, one of so many is so slow that it is cut off. */
  private static final int CUT_OFF = 5;

  /** In which time slow senders begin, one after the other. */
  private static final double SLOW_START = 1e9;

  private final EventBodies bodies = new EventBodies();
  private final AtomicLong numbers = new AtomicLong(1L << 62);

  /** Does it, and returns when it has ended. */
  public BadOutcome run(BadPlan plan) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + plan.time().toNanos();
    Map<Misdeed, Answered> answered = new EnumMap<>(Misdeed.class);
    List<Thread> stubborn = new ArrayList<>();
    List<Thread> slow = new ArrayList<>();
    plan.crowds()
        .forEach(
            (misdeed, crowd) -> {
              Answered answers = new Answered();
              answered.put(misdeed, answers);
              if (misdeed == Misdeed.SLOW) {
                slow.addAll(slow(plan, crowd, start, answers));
              } else {
                stubborn.addAll(stubborn(plan, misdeed, end, answers));
              }
            });

    Sender.await(end);
    slow.forEach(Thread::interrupt);
    for (Thread thread : slow) {
      thread.join();
    }
    for (Thread thread : stubborn) {
      thread.join();
    }
    Map<Misdeed, SortedMap<Integer, Long>> counts = new EnumMap<>(Misdeed.class);
    answered.forEach((misdeed, answers) -> counts.put(misdeed, answers.counts()));
    return new BadOutcome(counts, Duration.ofNanos(System.nanoTime() - start));
  }

  private List<Thread> stubborn(BadPlan plan, Misdeed misdeed, long end, Answered answered) {
    Crowd crowd = plan.crowds().get(misdeed);
    Supplier<Supplier<ByteBuffer>> requests =
        misdeed == Misdeed.RUBBISH ? rubbish(plan) : () -> events(plan, plan.target().limitedKey());
    Schedule schedule = Schedule.of(System.nanoTime(), crowd.rate());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < crowd.connections(); i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  new StubbornSender(
                      plan.target().port(), requests.get(), schedule, end, answered)));
    }
    return threads;
  }

  private List<Thread> slow(BadPlan plan, Crowd crowd, long start, Answered answered) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < crowd.connections(); i++) {
      SlowSender.Drip drip = i % CUT_OFF == 0 ? SlowSender.Drip.BELOW : SlowSender.Drip.WITHIN;
      long begin = start + (long) (SLOW_START * i / crowd.connections());
      threads.add(
          Thread.ofVirtual()
              .start(
                  new SlowSender(
                      plan.target().port(),
                      events(plan, plan.target().freeKey()),
                      drip,
                      begin,
                      answered)));
    }
    return threads;
  }

  /** All connections share the turn. */
  private static Supplier<Supplier<ByteBuffer>> rubbish(BadPlan plan) {
    Rubbish rubbish = new Rubbish(plan.target());
    AtomicLong turn = new AtomicLong();
    return () -> () -> rubbish.request(turn.getAndIncrement());
  }

  private Supplier<ByteBuffer> events(BadPlan plan, String key) {
    return new Requests(bodies, numbers, new LoadPlan.Target(plan.target().port(), key, 1))::next;
  }
}
