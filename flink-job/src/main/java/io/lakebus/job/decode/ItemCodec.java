// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.decode;

import io.lakebus.job.log.LogWire;
import io.lakebus.job.stream.StreamCodec;
import io.lakebus.job.stream.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Items on the network. */
final class ItemCodec implements StreamCodec<Item> {

  private static final long serialVersionUID = 1L;

  private static final int ACCEPTED = 0;
  private static final int DEAD = 1;
  private static final int PROGRESS = 2;

  @Override
  public void write(Item item, DataOutputView out) throws IOException {
    switch (item) {
      case Item.Accepted accepted -> {
        out.writeByte(ACCEPTED);
        Wire.writeEvent(accepted.event(), out);
        out.writeInt(accepted.partition());
        out.writeLong(accepted.offset());
        out.writeLong(accepted.loggedAtMillis());
      }
      case Item.Dead dead -> {
        out.writeByte(DEAD);
        Wire.writeDeadLetter(dead.letter(), out);
        LogWire.writeRecord(dead.record(), out);
      }
      case Item.Progress progress -> {
        out.writeByte(PROGRESS);
        LogWire.writeOffsets(progress.offsets(), out);
      }
    }
  }

  @Override
  public Item read(DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case ACCEPTED ->
          new Item.Accepted(Wire.readEvent(in), in.readInt(), in.readLong(), in.readLong());
      case DEAD -> new Item.Dead(Wire.readDeadLetter(in), LogWire.readRecord(in));
      case PROGRESS -> new Item.Progress(LogWire.readOffsets(in));
      default -> throw new IOException("no item has the kind " + kind);
    };
  }
}
