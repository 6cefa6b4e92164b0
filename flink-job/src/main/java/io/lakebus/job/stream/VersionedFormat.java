// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.stream;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A versioned serializer of values that checkpoints keep.
 *
 * @param <T> the values' type
 */
public abstract class VersionedFormat<T> implements SimpleVersionedSerializer<T> {

  private static final int INITIAL_BYTES = 1024;

  private final int version;

  protected VersionedFormat(int version) {
    this.version = version;
  }

  /** Writes a value in the present version's format. */
  protected abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads what {@link #write} wrote. */
  protected abstract T read(DataInputView in) throws IOException;

  /**
   * Reads what an older build has written.
   *
   * @param written the version it was written in
   * @throws IOException if that version is not known
   */
  protected T readOlder(int written, DataInputView in) throws IOException {
    throw new IOException(getClass().getSimpleName() + " cannot read version " + written);
  }

  @Override
  public final int getVersion() {
    return version;
  }

  @Override
  public final byte[] serialize(T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    write(value, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public final T deserialize(int writtenVersion, byte[] bytes) throws IOException {
    DataInputView in = new DataInputDeserializer(bytes);
    return writtenVersion == version ? read(in) : readOlder(writtenVersion, in);
  }
}
