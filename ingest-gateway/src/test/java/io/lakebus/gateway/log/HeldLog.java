// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.Event;
import io.lakebus.event.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A log that says nothing of an event until it is let go. Thread-safe. */
public final class HeldLog implements EventLog {

  private static final AppendResult KEPT = new AppendResult.Kept(0, 0);

  private final List<CompletableFuture<AppendResult>> held = new ArrayList<>();
  private boolean open;
  private boolean closed;

  /** How many events have come. */
  public synchronized int appends() {
    return held.size();
  }

  /** All events are kept, those that have come and those that will. */
  public synchronized void letGo() {
    open = true;
    held.forEach(result -> result.complete(KEPT));
  }

  @Override
  public synchronized CompletableFuture<AppendResult> append(
      Event event, Optional<TraceContext> trace) {
    CompletableFuture<AppendResult> result =
        open ? CompletableFuture.completedFuture(KEPT) : new CompletableFuture<>();
    held.add(result);
    return result;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    letGo();
  }
}
