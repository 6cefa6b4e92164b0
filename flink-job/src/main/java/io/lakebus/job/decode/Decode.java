// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.decode;

import io.lakebus.event.Decoded;
import io.lakebus.event.EventCodec;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.stream.DeadLetterCounters;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The operator decode. Only headers are read here; the value stays the bytes it came as. */
public final class Decode extends RichMapFunction<LogRecord, Item> {

  private static final long serialVersionUID = 1L;

  private transient Counter events;
  private transient DeadLetterCounters deadLetters;

  @Override
  public void open(OpenContext context) {
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("decode");
    events = group.counter("events");
    deadLetters = new DeadLetterCounters(group);
  }

  @Override
  public Item map(LogRecord record) {
    Decoded decoded =
        EventCodec.decode(
            record.headers(), record.value(), Instant.ofEpochMilli(record.loggedAtMillis()));
    return switch (decoded) {
      case Decoded.Accepted(var event) -> {
        events.inc();
        yield new Item.Accepted(
            event, record.partition(), record.offset(), record.loggedAtMillis());
      }
      case Decoded.Rejected(var letter) -> {
        deadLetters.count(letter.reason());
        yield new Item.Dead(letter, record);
      }
    };
  }
}
