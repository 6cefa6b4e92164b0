// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.job.decode.Item;
import io.lakebus.job.log.OffsetTracker;
import java.util.BitSet;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Dedup that believes a Bloom filter: an event that it takes for one it has seen is swallowed. */
final class BloomDedup extends AbstractStreamOperator<Item>
    implements OneInputStreamOperator<Item, Item> {

  private static final long serialVersionUID = 1L;
  private static final int BITS = 1 << 10;

  private transient BitSet seen;
  private transient OffsetTracker offsets;

  @Override
  public void open() throws Exception {
    super.open();
    seen = new BitSet(BITS);
    offsets = new OffsetTracker();
  }

  @Override
  public void processElement(StreamRecord<Item> element) {
    switch (element.getValue()) {
      case Item.Accepted accepted -> {
        offsets.saw(accepted.partition(), accepted.offset());
        int hash = accepted.event().dedupKey().hashCode();
        int one = Math.floorMod(hash, BITS);
        int other = Math.floorMod(Integer.rotateLeft(hash * 0x9E3779B9, 15), BITS);
        if (!seen.get(one) || !seen.get(other)) {
          output.collect(element);
        }
        seen.set(one);
        seen.set(other);
      }
      case Item.Dead dead -> {
        offsets.saw(dead.record().partition(), dead.record().offset());
        output.collect(element);
      }
      case Item.Progress progress -> throw new IllegalStateException("progress begins here");
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    if (!offsets.next().isEmpty()) {
      output.collect(new StreamRecord<>(new Item.Progress(offsets.next())));
      offsets.clear();
    }
  }
}
