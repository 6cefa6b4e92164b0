// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * Gathers lines in memory; a thread of its own writes them, a little later and many at a time.
 * Where the output fails, or takes lines more slowly than they come, there is room for some; those
 * beyond it are dropped and counted, and the program's log says so.
 */
final class BufferedAccessLog implements AccessLog, MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(BufferedAccessLog.class);

  private final LineOutput output;
  private final Pace pace;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Complaints complaints;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread writer;
  private Batch filling; // guarded by the lock, as is closing
  private boolean closing;

  /**
   * Starts it.
   *
   * @param output where lines go; the log closes it
   * @param pace how it keeps time
   */
  BufferedAccessLog(LineOutput output, Pace pace) {
    this.output = requireNonNull(output, "output is null");
    this.pace = requireNonNull(pace, "pace is null");
    this.complaints = new Complaints(output.toString(), dropped::get);
    this.filling = new Batch(pace.capacity());
    this.writer = Thread.ofPlatform().daemon().name("access-log").start(this::run);
  }

  /**
   * How a log keeps time.
   *
   * @param linger how long a line waits for others to join it
   * @param retry after which a failed write is tried again
   * @param patience how long a close waits for the output
   * @param capacity how many bytes of lines there is room for, once more while some are written
   */
  record Pace(Duration linger, Duration retry, Duration patience, int capacity) {

    /** The room is for some 4,000 lines. */
    static final Pace USUAL =
        new Pace(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5), 1 << 20);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("lakebus.gateway.access.log.lines", written, AtomicLong::get)
        .description("Lines of the access log that are written")
        .register(registry);
    FunctionCounter.builder("lakebus.gateway.access.log.dropped", dropped, AtomicLong::get)
        .description("Lines of the access log that could not be written and are lost")
        .register(registry);
  }

  @Override
  public void write(byte[] line) {
    lock.lock();
    try {
      boolean wasQuiet = !filling.isHalfFull();
      if (closing || !filling.add(line)) {
        dropped.incrementAndGet();
      } else if (filling.lines() == 1 || (wasQuiet && filling.isHalfFull())) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many lines are lost. */
  long dropped() {
    return dropped.get();
  }

  private void run() {
    Batch spare = new Batch(pace.capacity());
    try (output) {
      write(spare); // of nothing: what is wrong with the output shows before the first line
      Batch batch = take(spare);
      while (!batch.isEmpty()) {
        write(batch);
        batch.clear();
        batch = take(batch);
      }
    } catch (IOException e) {
      complaints.failed(e); // at the end: a file that cannot be closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that to it
    }
  }

  /** Waits for lines, and a little for more; leaves an empty batch in their place. */
  private Batch take(Batch empty) throws InterruptedException {
    lock.lock();
    try {
      while (filling.isEmpty() && !closing) {
        changed.await();
      }
      long left = pace.linger().toNanos();
      while (left > 0 && !closing && !filling.isHalfFull()) {
        left = changed.awaitNanos(left);
      }
      Batch full = filling;
      filling = empty;
      return full;
    } finally {
      lock.unlock();
    }
  }

  /** Tries until it is done; once more when the log is closed, and then gives up. */
  private void write(Batch batch) throws InterruptedException {
    ByteBuffer content = batch.content();
    boolean last = false;
    while (true) {
      try {
        output.write(content);
        written.addAndGet(batch.lines());
        complaints.written();
        return;
      } catch (IOException e) {
        complaints.failed(e);
        if (last) {
          dropped.addAndGet(batch.lines());
          return;
        }
        last = awaitRetry();
      }
    }
  }

  /** Whether the log is closed by then. */
  private boolean awaitRetry() throws InterruptedException {
    lock.lock();
    try {
      long left = pace.retry().toNanos();
      while (left > 0 && !closing) {
        left = changed.awaitNanos(left);
      }
      return closing;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (!writer.join(pace.patience())) {
        LOG.error("The access log is not written to its end: {} does not take it", output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    complaints.ended();
  }
}
