// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.stream;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** How the values inside stream elements are written to the network. */
public final class Wire {

  private Wire() {}

  public static void writeText(String text, DataOutputView out) throws IOException {
    StringValue.writeString(text, out);
  }

  public static String readText(DataInputView in) throws IOException {
    return StringValue.readString(in);
  }

  public static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  public static void writeTexts(List<String> texts, DataOutputView out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  public static List<String> readTexts(DataInputView in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  public static void writeOptional(Optional<String> text, DataOutputView out) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      writeText(text.get(), out);
    }
  }

  public static Optional<String> readOptional(DataInputView in) throws IOException {
    return in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
  }

  public static void writeInstant(Instant instant, DataOutputView out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  public static Instant readInstant(DataInputView in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  public static void writeEvent(Event event, DataOutputView out) throws IOException {
    writeText(event.id(), out);
    writeText(event.source(), out);
    writeText(event.type(), out);
    writeText(event.vendor(), out);
    writeInstant(event.time(), out);
    writeInstant(event.receivedAt(), out);
    writeTexts(event.resources(), out);
    out.writeInt(event.extensions().size());
    for (Map.Entry<String, String> extension : event.extensions().entrySet()) {
      writeText(extension.getKey(), out);
      writeText(extension.getValue(), out);
    }
    writeBytes(event.detail(), out);
  }

  public static Event readEvent(DataInputView in) throws IOException {
    return new Event(
        readText(in),
        readText(in),
        readText(in),
        readText(in),
        readInstant(in),
        readInstant(in),
        readTexts(in),
        readExtensions(in),
        readBytes(in));
  }

  private static Map<String, String> readExtensions(DataInputView in) throws IOException {
    int size = in.readInt();
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> extensions = LinkedHashMap.newLinkedHashMap(size);
    for (int i = 0; i < size; i++) {
      extensions.put(readText(in), readText(in));
    }
    return extensions;
  }

  public static void writeDeadLetter(DeadLetter letter, DataOutputView out) throws IOException {
    writeText(letter.reason().name(), out);
    writeText(letter.message(), out);
    writeOptional(letter.pointer(), out);
    writeOptional(letter.rule(), out);
  }

  public static DeadLetter readDeadLetter(DataInputView in) throws IOException {
    return new DeadLetter(
        Reason.valueOf(readText(in)), readText(in), readOptional(in), readOptional(in));
  }
}
