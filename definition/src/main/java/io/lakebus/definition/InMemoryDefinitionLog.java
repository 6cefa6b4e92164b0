// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import static java.util.Objects.requireNonNull;

/** A log that lives as long as the process. */
public final class InMemoryDefinitionLog implements DefinitionLog {

  private final InstantSource clock;
  private final List<LoggedDefinition> records = new ArrayList<>();
  private boolean available = true;

  /**
   * @param clock says when a definition is published
   */
  public InMemoryDefinitionLog(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public synchronized LoggedDefinition.Published publish(DefinitionFiles files)
      throws DefinitionLogException {
    requireAvailable();
    LoggedDefinition.Published published =
        new LoggedDefinition.Published(records.size() + 1, files, clock.instant());
    append(version -> published);
    return published;
  }

  /** Appends what its publisher would not. */
  public synchronized void append(IntFunction<LoggedDefinition> byVersion) {
    records.add(byVersion.apply(records.size() + 1));
    notifyAll();
  }

  /** Can be neither read nor published to from now on. */
  public synchronized void goDown() {
    available = false;
    notifyAll();
  }

  /** Can be used again; what it had is still there. */
  public synchronized void comeBack() {
    available = true;
  }

  @Override
  public synchronized Reader read() throws DefinitionLogException {
    requireAvailable();
    return new MemoryReader();
  }

  private synchronized void requireAvailable() throws DefinitionLogException {
    if (!available) {
      throw new DefinitionLogException("the log is down");
    }
  }

  private synchronized List<LoggedDefinition> from(int position, Duration patience)
      throws DefinitionLogException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (available && records.size() == position && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    requireAvailable();
    return List.copyOf(records.subList(position, records.size()));
  }

  private synchronized long size() throws DefinitionLogException {
    requireAvailable();
    return records.size();
  }

  private final class MemoryReader implements Reader {

    private int position;

    @Override
    public List<LoggedDefinition> poll(Duration patience)
        throws DefinitionLogException, InterruptedException {
      List<LoggedDefinition> found = from(position, patience);
      position += found.size();
      return found;
    }

    @Override
    public long end() throws DefinitionLogException {
      return size();
    }

    @Override
    public boolean isAt(long end) {
      return position >= end;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
