// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.job.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A log in memory. Sources travel as bytes even within one JVM, so they find their log by its name.
 */
public final class TestLog {

  private static final Map<String, TestLog> LOGS = new ConcurrentHashMap<>();
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final List<List<LogRecord>> partitions = new ArrayList<>();
  private final Map<Integer, Long> readTo = new HashMap<>();
  private CompletableFuture<Void> changed = new CompletableFuture<>();
  private boolean closed;
  private long failures;
  private long failAtOffset = Long.MAX_VALUE;
  private int limitedPartition;
  private long limit = Long.MAX_VALUE;

  private TestLog(int partitionCount) {
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  public static TestLog create(String name, int partitionCount) {
    TestLog log = new TestLog(partitionCount);
    LOGS.put(name, log);
    return log;
  }

  public static TestLog named(String name) {
    return LOGS.get(name);
  }

  synchronized int partitionCount() {
    return partitions.size();
  }

  /** Appends an event to the partition that its id belongs to. */
  public void append(String id, String type, String detail) {
    append(id, type, detail, Math.floorMod(id.hashCode(), partitionCount()));
  }

  public synchronized void append(String id, String type, String detail, int partition) {
    Event event =
        new Event(
            id,
            "statsfeed",
            type,
            "statsfeed",
            START,
            START.plusMillis(partitions.get(partition).size()),
            List.of(),
            Map.of(),
            detail.getBytes(StandardCharsets.UTF_8));
    add(
        partition,
        new LogRecord(
            EventCodec.key(event),
            EventCodec.encode(event),
            event.detail(),
            partition,
            partitions.get(partition).size(),
            START.toEpochMilli()));
  }

  /** Appends a record that is no event. */
  synchronized void appendGarbage(int partition) {
    add(
        partition,
        new LogRecord(
            new byte[0],
            List.of(),
            new byte[] {'x'},
            partition,
            partitions.get(partition).size(),
            START.toEpochMilli()));
  }

  private void add(int partition, LogRecord record) {
    partitions.get(partition).add(record);
    change();
  }

  /** Nothing more comes: readers end. */
  public synchronized void close() {
    closed = true;
    change();
  }

  /** More comes again. */
  public synchronized void reopen() {
    closed = false;
  }

  /** Reading fails once, when somebody comes to this offset of any partition. */
  public synchronized void failOnceAt(long offset) {
    failAtOffset = offset;
  }

  /** Nobody reads this partition beyond an offset before the limit is set elsewhere. */
  synchronized void limit(int partition, long offset) {
    limitedPartition = partition;
    limit = offset;
    change();
  }

  public synchronized long failures() {
    return failures;
  }

  synchronized Optional<LogRecord> read(int partition, long offset) {
    if (offset == failAtOffset) {
      failAtOffset = Long.MAX_VALUE;
      failures++;
      throw new IllegalStateException("the log failed, as the test wants it to");
    }
    if (!hasBeyond(partition, offset)) {
      return Optional.empty();
    }
    readTo.merge(partition, offset + 1, Math::max);
    notifyAll();
    return Optional.of(partitions.get(partition).get((int) offset));
  }

  /** Returns when somebody has read all there is. */
  synchronized void awaitAllRead() throws InterruptedException {
    while (!isAllRead()) {
      wait();
    }
  }

  private boolean isAllRead() {
    for (int partition = 0; partition < partitions.size(); partition++) {
      if (readTo.getOrDefault(partition, 0L) < partitions.get(partition).size()) {
        return false;
      }
    }
    return true;
  }

  synchronized boolean hasBeyond(int partition, long offset) {
    boolean beyondLimit = partition == limitedPartition && offset >= limit;
    return !beyondLimit && offset < partitions.get(partition).size();
  }

  synchronized void wakeReaders() {
    change();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Completes when there is more, or the end. */
  synchronized CompletableFuture<Void> changed() {
    return changed;
  }

  private void change() {
    CompletableFuture<Void> now = changed;
    changed = new CompletableFuture<>();
    now.complete(null);
  }
}
