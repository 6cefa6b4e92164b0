// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds code to a time that no input of a fuzzer may cost. It is the thread's own time on the
 * processor: a busy machine does not count. What takes long only once is classes being loaded.
 */
final class Bounded {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Bounded() {}

  static <E extends Exception> void run(Action<E> action) throws E {
    if (time(action).compareTo(LIMIT) > 0) {
      assertThat(time(action)).isLessThan(LIMIT);
    }
  }

  private static <E extends Exception> Duration time(Action<E> action) throws E {
    long start = THREADS.getCurrentThreadCpuTime();
    action.run();
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
  }

  /** What is tried with one input. */
  interface Action<E extends Exception> {

    void run() throws E;
  }
}
