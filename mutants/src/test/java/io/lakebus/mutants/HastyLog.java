// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.event.Event;
import io.lakebus.event.TraceContext;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.EventLog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Says that an event is kept as soon as the producer has it: it does not wait for the callback. */
final class HastyLog implements EventLog {

  private final EventLog real;

  HastyLog(EventLog real) {
    this.real = real;
  }

  @Override
  public CompletableFuture<AppendResult> append(Event event, Optional<TraceContext> trace) {
    CompletableFuture<AppendResult> unused = real.append(event, trace);
    return CompletableFuture.completedFuture(new AppendResult.Kept(-1, -1));
  }

  @Override
  public boolean isAvailable() {
    return real.isAvailable();
  }

  @Override
  public void close() {
    real.close();
  }
}
