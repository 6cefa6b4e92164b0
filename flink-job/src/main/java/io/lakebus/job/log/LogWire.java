// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import io.lakebus.event.EventHeader;
import io.lakebus.job.stream.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How records and positions of the log are written between operators and into state. */
public final class LogWire {

  private LogWire() {}

  public static void writeOffsets(Offsets offsets, DataOutputView out) throws IOException {
    out.writeInt(offsets.next().size());
    for (Map.Entry<Integer, Long> entry : offsets.next().entrySet()) {
      out.writeInt(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  public static Offsets readOffsets(DataInputView in) throws IOException {
    int size = in.readInt();
    TreeMap<Integer, Long> next = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      next.put(in.readInt(), in.readLong());
    }
    return new Offsets(next);
  }

  public static void writeRecord(LogRecord record, DataOutputView out) throws IOException {
    Wire.writeBytes(record.key(), out);
    out.writeInt(record.headers().size());
    for (EventHeader header : record.headers()) {
      Wire.writeText(header.name(), out);
      Wire.writeBytes(header.value(), out);
    }
    Wire.writeBytes(record.value(), out);
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeLong(record.loggedAtMillis());
  }

  public static LogRecord readRecord(DataInputView in) throws IOException {
    byte[] key = Wire.readBytes(in);
    int size = in.readInt();
    List<EventHeader> headers = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      headers.add(new EventHeader(Wire.readText(in), Wire.readBytes(in)));
    }
    return new LogRecord(
        key, headers, Wire.readBytes(in), in.readInt(), in.readLong(), in.readLong());
  }
}
