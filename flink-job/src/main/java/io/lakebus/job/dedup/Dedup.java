// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.dedup;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.event.Reason;
import io.lakebus.job.decode.Item;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.OffsetTracker;
import io.lakebus.job.log.Offsets;
import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operator dedup. Of each key the first event within the window goes on; a repeat is counted; a
 * repeat with other content becomes a dead letter. Dead letters of decode pass.
 *
 * <p>State is one entry per key. Whether it still counts is decided by times of receipt alone.
 * Flink's own time to live, by the clock, only clears away what cannot count any more: an event may
 * lie in the log for as long as the log keeps it, so an entry lives for the window and that time.
 *
 * <p>Ahead of each barrier goes an {@link Item.Progress} with the offsets that this subtask has
 * seen, repeats and dead letters included. Barriers are aligned, so the farthest offsets over all
 * subtasks are those up to which the checkpoint is complete.
 */
public final class Dedup extends AbstractStreamOperator<Item>
    implements OneInputStreamOperator<Item, Item> {

  private static final long serialVersionUID = 1L;

  private final Duration window;
  private final Duration logRetention;

  private transient ValueState<byte[]> firsts;
  private transient Fingerprint fingerprint;
  private transient OffsetTracker offsets;
  private transient Counter events;
  private transient Counter repeats;
  private transient Counter reused;

  /**
   * Makes the operator.
   *
   * @param window how long a repeat is recognised
   * @param logRetention how long a record may lie in the log before it is read
   */
  public Dedup(Duration window, Duration logRetention) {
    this.window = window;
    this.logRetention = logRetention;
  }

  @Override
  public void open() throws Exception {
    super.open();
    ValueStateDescriptor<byte[]> descriptor =
        new ValueStateDescriptor<>("firsts", BytePrimitiveArraySerializer.INSTANCE);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(window.plus(logRetention))
            .cleanupFullSnapshot()
            .cleanupInRocksdbCompactFilter(10_000)
            .build());
    firsts = getRuntimeContext().getState(descriptor);
    fingerprint = new Fingerprint();
    offsets = new OffsetTracker();
    MetricGroup group = getMetricGroup().addGroup("dedup");
    events = group.counter("events");
    repeats = group.counter("repeats");
    reused = group.counter("reused");
  }

  @Override
  public void processElement(StreamRecord<Item> element) throws Exception {
    switch (element.getValue()) {
      case Item.Accepted accepted -> {
        offsets.saw(accepted.partition(), accepted.offset());
        events.inc();
        dedup(accepted, element);
      }
      case Item.Dead dead -> {
        offsets.saw(dead.record().partition(), dead.record().offset());
        output.collect(element);
      }
      case Item.Progress progress ->
          throw new IllegalStateException("progress begins here: " + progress);
    }
  }

  private void dedup(Item.Accepted accepted, StreamRecord<Item> element) throws Exception {
    Event event = accepted.event();
    Seen now = Seen.of(event.receivedAt().toEpochMilli(), fingerprint.of(event));
    byte[] known = firsts.value();
    Verdict verdict = known == null ? Verdict.FIRST : Seen.fromBytes(known).judge(now, window);
    switch (verdict) {
      case FIRST -> {
        firsts.update(now.toBytes());
        output.collect(element);
      }
      case REPEAT -> repeats.inc();
      case REUSED_ID -> {
        reused.inc();
        output.collect(element.replace(reusedId(accepted)));
      }
    }
  }

  private static Item reusedId(Item.Accepted accepted) {
    Event event = accepted.event();
    return new Item.Dead(
        DeadLetter.of(
            Reason.ID_REUSED,
            "an event with the id '" + event.id() + "' and other content is already there"),
        new LogRecord(
            EventCodec.key(event),
            EventCodec.encode(event),
            event.detail(),
            accepted.partition(),
            accepted.offset(),
            accepted.loggedAtMillis()));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    sendProgress();
  }

  @Override
  public void finish() throws Exception {
    sendProgress();
    super.finish();
  }

  private void sendProgress() {
    Offsets seen = offsets.next();
    if (!seen.isEmpty()) {
      output.collect(new StreamRecord<>(new Item.Progress(seen)));
      offsets.clear();
    }
  }
}
