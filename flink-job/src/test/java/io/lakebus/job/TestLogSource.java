// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.stream.VersionedFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Reads a {@link TestLog} as Kafka's source reads a topic: one split per partition. */
public final class TestLogSource implements Source<LogRecord, TestLogSource.Split, Set<Integer>> {

  private static final long serialVersionUID = 1L;

  public record Split(int partition, long offset) implements SourceSplit {

    @Override
    public String splitId() {
      return Integer.toString(partition);
    }
  }

  private final String log;
  private final Offsets start;

  /** Reads the log of this name from these offsets on. */
  public TestLogSource(String log, Offsets start) {
    this.log = log;
    this.start = start;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<Split, Set<Integer>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    return new Enumerator(context, new HashSet<>());
  }

  @Override
  public SplitEnumerator<Split, Set<Integer>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Set<Integer> assigned) {
    return new Enumerator(context, new HashSet<>(assigned));
  }

  @Override
  public SourceReader<LogRecord, Split> createReader(SourceReaderContext context) {
    return new Reader(TestLog.named(log));
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new VersionedFormat<>(1) {
      @Override
      protected void write(Split split, DataOutputView out) throws IOException {
        out.writeInt(split.partition());
        out.writeLong(split.offset());
      }

      @Override
      protected Split read(DataInputView in) throws IOException {
        return new Split(in.readInt(), in.readLong());
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<Set<Integer>> getEnumeratorCheckpointSerializer() {
    return new VersionedFormat<>(1) {
      @Override
      protected void write(Set<Integer> assigned, DataOutputView out) throws IOException {
        out.writeInt(assigned.size());
        for (int partition : assigned) {
          out.writeInt(partition);
        }
      }

      @Override
      protected Set<Integer> read(DataInputView in) throws IOException {
        Set<Integer> assigned = new HashSet<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
          assigned.add(in.readInt());
        }
        return assigned;
      }
    };
  }

  private final class Enumerator implements SplitEnumerator<Split, Set<Integer>> {

    private final SplitEnumeratorContext<Split> context;
    private final Set<Integer> assigned;
    private final List<Split> returned = new ArrayList<>();

    Enumerator(SplitEnumeratorContext<Split> context, Set<Integer> assigned) {
      this.context = context;
      this.assigned = assigned;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<Split> splits, int subtask) {
      returned.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {
      for (Split split : returned) {
        context.assignSplit(split, subtask);
      }
      returned.clear();
      for (int partition = 0; partition < TestLog.named(log).partitionCount(); partition++) {
        if (partition % context.currentParallelism() == subtask && assigned.add(partition)) {
          context.assignSplit(new Split(partition, start.of(partition)), subtask);
        }
      }
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public Set<Integer> snapshotState(long checkpoint) {
      return Set.copyOf(assigned);
    }

    @Override
    public void close() {}
  }

  private static final class Reader implements SourceReader<LogRecord, Split> {

    private final TestLog log;
    private final List<Split> splits = new ArrayList<>();
    private boolean allSplits;
    private int turn;

    Reader(TestLog log) {
      this.log = log;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<LogRecord> output) {
      boolean closed = log.isClosed();
      for (int i = 0; i < splits.size(); i++) {
        int next = Math.floorMod(turn++, splits.size());
        Split split = splits.get(next);
        Optional<LogRecord> record = log.read(split.partition(), split.offset());
        if (record.isPresent()) {
          output.collect(record.get());
          splits.set(next, new Split(split.partition(), split.offset() + 1));
          return InputStatus.MORE_AVAILABLE;
        }
      }
      return closed && allSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<Split> snapshotState(long checkpoint) {
      return List.copyOf(splits);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      CompletableFuture<Void> changed = log.changed();
      boolean more =
          splits.stream().anyMatch(split -> log.hasBeyond(split.partition(), split.offset()));
      return more || log.isClosed() ? CompletableFuture.completedFuture(null) : changed;
    }

    @Override
    public void addSplits(List<Split> more) {
      splits.addAll(more);
      log.wakeReaders();
    }

    @Override
    public void notifyNoMoreSplits() {
      allSplits = true;
      log.wakeReaders();
    }

    @Override
    public void close() {}
  }
}
