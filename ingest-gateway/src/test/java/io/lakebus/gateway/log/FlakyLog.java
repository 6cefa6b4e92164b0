// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.Event;
import io.lakebus.event.TraceContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A log that fails when it is told to. Where it says that an event's fate is not known, it has the
 * event: that is the case in which repeats are made. Thread-safe.
 */
public final class FlakyLog implements EventLog {

  private final InMemoryEventLog log;
  private final Map<Integer, AppendResult> failures = new HashMap<>();
  private int appends;

  /**
   * @param log where the events are
   */
  public FlakyLog(InMemoryEventLog log) {
    this.log = log;
  }

  /** The append of this number from now on, from 0, has this result. */
  public synchronized void failAt(int number, AppendResult result) {
    failures.put(appends + number, result);
  }

  @Override
  public synchronized CompletableFuture<AppendResult> append(
      Event event, Optional<TraceContext> trace) {
    AppendResult failure = failures.get(appends++);
    if (failure == null) {
      return log.append(event, trace);
    }
    if (failure instanceof AppendResult.Unknown) {
      return log.append(event, trace).thenApply(kept -> failure);
    }
    return CompletableFuture.completedFuture(failure);
  }

  @Override
  public boolean isAvailable() {
    return log.isAvailable();
  }

  @Override
  public void close() {
    log.close();
  }
}
