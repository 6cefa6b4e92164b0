// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.stream;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serialises immutable elements with their codec; a copy of one is the element itself. */
final class StreamSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final StreamCodec<T> codec;

  StreamSerializer(StreamCodec<T> codec) {
    this.codec = codec;
  }

  @Override
  public void serialize(T element, DataOutputView out) throws IOException {
    codec.write(element, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    return codec.read(in);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return codec.read(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    codec.write(codec.read(in), out);
  }

  @Override
  public T copy(T element) {
    return element;
  }

  @Override
  public T copy(T element, T reuse) {
    return element;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    throw new UnsupportedOperationException("elements are made whole, never filled in");
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    throw new UnsupportedOperationException("elements of streams are never kept in state");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamSerializer<?> that
        && codec.getClass().equals(that.codec.getClass());
  }

  @Override
  public int hashCode() {
    return codec.getClass().hashCode();
  }
}
