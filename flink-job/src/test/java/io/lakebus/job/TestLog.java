// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.job.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A log in memory. Sources travel as bytes even within one JVM, so they find their log by its name.
 */
final class TestLog {

  private static final Map<String, TestLog> LOGS = new ConcurrentHashMap<>();
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final List<List<LogRecord>> partitions = new ArrayList<>();
  private CompletableFuture<Void> changed = new CompletableFuture<>();
  private boolean closed;
  private long failures;
  private long failAtOffset = Long.MAX_VALUE;

  private TestLog(int partitionCount) {
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  static TestLog create(String name, int partitionCount) {
    TestLog log = new TestLog(partitionCount);
    LOGS.put(name, log);
    return log;
  }

  static TestLog named(String name) {
    return LOGS.get(name);
  }

  synchronized int partitionCount() {
    return partitions.size();
  }

  /** Appends an event to the partition that its id belongs to. */
  void append(String id, String type, String detail) {
    append(id, type, detail, Math.floorMod(id.hashCode(), partitionCount()));
  }

  synchronized void append(String id, String type, String detail, int partition) {
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
  synchronized void close() {
    closed = true;
    change();
  }

  /** More comes again. */
  synchronized void reopen() {
    closed = false;
  }

  /** Reading fails once, when somebody comes to this offset of any partition. */
  synchronized void failOnceAt(long offset) {
    failAtOffset = offset;
  }

  synchronized long failures() {
    return failures;
  }

  synchronized Optional<LogRecord> read(int partition, long offset) {
    if (offset == failAtOffset) {
      failAtOffset = Long.MAX_VALUE;
      failures++;
      throw new IllegalStateException("the log failed, as the test wants it to");
    }
    List<LogRecord> records = partitions.get(partition);
    return offset < records.size() ? Optional.of(records.get((int) offset)) : Optional.empty();
  }

  synchronized boolean hasBeyond(int partition, long offset) {
    return offset < partitions.get(partition).size();
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
