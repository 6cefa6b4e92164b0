// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.event.EventHeader;
import io.lakebus.event.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A log of one partition that lives as long as the process. Thread-safe. */
public final class InMemoryEventLog implements EventLog {

  private final List<LogRecord> records = new ArrayList<>();
  private boolean available = true;

  @Override
  public synchronized CompletableFuture<AppendResult> append(
      Event event, Optional<TraceContext> trace) {
    if (!available) {
      return CompletableFuture.completedFuture(new AppendResult.NotKept("the log is down"));
    }
    records.add(LogRecord.of(event, trace));
    return CompletableFuture.completedFuture(new AppendResult.Kept(0, records.size() - 1));
  }

  @Override
  public synchronized boolean isAvailable() {
    return available;
  }

  @Override
  public synchronized void close() {
    available = false;
  }

  /** Every record in the order of their offsets. */
  public synchronized List<LogRecord> records() {
    return List.copyOf(records);
  }

  /** Takes no event from now on. */
  public synchronized void goDown() {
    available = false;
  }

  /** Takes events again; what it had is still there. */
  public synchronized void comeBack() {
    available = true;
  }

  /**
   * An event as a log holds it.
   *
   * @param key the record's key
   * @param headers its headers
   * @param value its value
   */
  public record LogRecord(byte[] key, List<EventHeader> headers, byte[] value) {

    static LogRecord of(Event event, Optional<TraceContext> trace) {
      return new LogRecord(EventCodec.key(event), EventCodec.encode(event, trace), event.detail());
    }
  }
}
