// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Follows the log record by record, cheaply: the lowest and the highest offset seen of each
 * partition. A record may be seen after others that lie behind it in the log. Not thread-safe.
 */
public final class OffsetTracker {

  private static final long UNSEEN = -1;

  private long[] first = {};
  private long[] last = {};

  /** A record was seen. */
  public void saw(int partition, long offset) {
    if (partition >= last.length) {
      grow(partition);
    }
    first[partition] = first[partition] == UNSEEN ? offset : Math.min(first[partition], offset);
    last[partition] = Math.max(last[partition], offset);
  }

  /** The place behind all records seen. */
  public Offsets next() {
    TreeMap<Integer, Long> next = new TreeMap<>();
    for (int partition = 0; partition < last.length; partition++) {
      if (last[partition] != UNSEEN) {
        next.put(partition, last[partition] + 1);
      }
    }
    return new Offsets(next);
  }

  /** The offsets from which on records were seen, in the partitions where any was. */
  public Offsets first() {
    TreeMap<Integer, Long> firsts = new TreeMap<>();
    for (int partition = 0; partition < first.length; partition++) {
      if (first[partition] != UNSEEN) {
        firsts.put(partition, first[partition]);
      }
    }
    return new Offsets(firsts);
  }

  /** Forgets everything seen. */
  public void clear() {
    Arrays.fill(first, UNSEEN);
    Arrays.fill(last, UNSEEN);
  }

  private void grow(int partition) {
    int known = last.length;
    first = Arrays.copyOf(first, partition + 1);
    last = Arrays.copyOf(last, partition + 1);
    Arrays.fill(first, known, partition + 1, UNSEEN);
    Arrays.fill(last, known, partition + 1, UNSEEN);
  }
}
