// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.BadOutcome;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests have had which answer so far. Thread-safe. */
final class Answered {

  private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();

  /** A request was answered with this status, or with {@link BadOutcome#NONE}. */
  void with(int status) {
    byStatus.computeIfAbsent(status, any -> new LongAdder()).increment();
  }

  SortedMap<Integer, Long> counts() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    byStatus.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }
}
