// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.dedup;

import com.sun.management.OperatingSystemMXBean;
import io.lakebus.event.Event;
import io.lakebus.job.decode.Item;
import io.lakebus.job.decode.ItemKey;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * Measures what the dedup window costs: the state of each million events, as a checkpoint holds it,
 * and the processor time of first events and of repeats, all threads of RocksDB included. Not a
 * test: {@code scripts/dedup-cost} runs it. Arguments: how many million events, and the folder for
 * RocksDB and checkpoints.
 */
final class DedupCost {

  private static final int MILLION = 1_000_000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEBIBYTE = 1024.0 * 1024;
  private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
  private static final byte[] DETAIL = "x".repeat(300).getBytes(StandardCharsets.UTF_8);

  private final KeyedOneInputStreamOperatorTestHarness<String, Item, Item> operator;
  private long checkpoint;

  private DedupCost(Path folder) throws Exception {
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new Dedup(Duration.ofHours(80), Duration.ofDays(7)), new ItemKey(), Types.STRING);
    Configuration memory = new Configuration();
    memory.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    EmbeddedRocksDBStateBackend rocksdb =
        new EmbeddedRocksDBStateBackend(true)
            .configure(memory, Thread.currentThread().getContextClassLoader());
    rocksdb.setDbStoragePath(folder.resolve("rocksdb").toUri().toString());
    operator.setStateBackend(rocksdb);
    operator.setCheckpointStorage(
        new FileSystemCheckpointStorage(folder.resolve("checkpoints").toUri()));
    operator.setup(Item.TYPE.createSerializer(new SerializerConfigImpl()));
    operator.open();
  }

  public static void main(String[] arguments) throws Exception {
    int millions = Integer.parseInt(arguments[0]);
    DedupCost cost = new DedupCost(Path.of(arguments[1]));
    try {
      cost.measure(millions);
    } finally {
      cost.operator.close();
    }
  }

  private void measure(int millions) throws Exception {
    double idle = cpuSeconds(() -> makeEvents(0));
    idle = Math.min(idle, cpuSeconds(() -> makeEvents(0)));
    System.out.printf(
        Locale.ROOT, "making a million events alone costs %.2f CPU s, taken off below%n", idle);
    System.out.println(
        "| million keys | state, MiB | bytes a key | first, CPU s | repeat, CPU s |");
    System.out.println("|---|---|---|---|---|");
    for (int million = 1; million <= millions; million++) {
      int from = (million - 1) * MILLION;
      double firsts = cpuSeconds(() -> sendEvents(from)) - idle;
      long bytes = checkpointBytes();
      double repeats = cpuSeconds(() -> sendEvents(from)) - idle;
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.2f | %.2f |%n",
          million,
          bytes / BYTES_PER_MEBIBYTE,
          (double) bytes / ((long) million * MILLION),
          firsts,
          repeats);
    }
  }

  private long checkpointBytes() throws Exception {
    checkpoint++;
    operator.prepareSnapshotPreBarrier(checkpoint);
    OperatorSubtaskState state = operator.snapshot(checkpoint, checkpoint);
    operator.notifyOfCompletedCheckpoint(checkpoint);
    return state.getStateSize();
  }

  private void sendEvents(int from) throws Exception {
    for (int i = from; i < from + MILLION; i++) {
      operator.processElement(new StreamRecord<>(item(i)));
      operator.getOutput().clear();
    }
  }

  private static void makeEvents(int from) {
    long length = 0;
    ItemKey key = new ItemKey();
    for (int i = from; i < from + MILLION; i++) {
      length += key.getKey(item(i)).length();
    }
    if (length == 0) {
      throw new IllegalStateException("keys are empty");
    }
  }

  /** An event whose id is a UUID in the order of time, as most vendors' are. */
  private static Item item(int number) {
    UUID id =
        new UUID((1_764_000_000_000L + number / 10) << 16 | 0x7000, number * 0x9E3779B97F4A7C15L);
    return new Item.Accepted(
        new Event(
            id.toString(),
            "statsfeed",
            "match.score",
            "statsfeed",
            RECEIVED,
            RECEIVED.plusMillis(number / 10),
            List.of(),
            Map.of(),
            DETAIL),
        number % 4,
        number / 4,
        0);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private static double cpuSeconds(Work work) throws Exception {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long begin = process.getProcessCpuTime();
    work.run();
    return (process.getProcessCpuTime() - begin) / NANOS_PER_SECOND;
  }
}
