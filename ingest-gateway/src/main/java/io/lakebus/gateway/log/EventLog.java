// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.Event;
import io.lakebus.event.TraceContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The durable log. Whoever appends learns the fate of each event, and {@link AppendResult.Kept}
 * means nothing less than that the log has it durably.
 */
public interface EventLog extends AutoCloseable {

  /** Appends an event that came without a trace. */
  default CompletableFuture<AppendResult> append(Event event) {
    return append(event, Optional.empty());
  }

  /**
   * Appends an event. The call itself may wait for a short, bounded time while the log is slow to
   * take it: call it on a thread that may wait. The event's detail is not copied before the future
   * is complete, so nobody changes it.
   *
   * @param event the event
   * @param trace where the call that brought it belongs
   * @return the event's fate; completes within the log's delivery timeout, never exceptionally
   */
  CompletableFuture<AppendResult> append(Event event, Optional<TraceContext> trace);

  /** Whether the log has lately answered, so that an append has good prospects. */
  boolean isAvailable();

  /** Waits until the fate of every appended event is known, then lets go of the log. */
  @Override
  void close();
}
