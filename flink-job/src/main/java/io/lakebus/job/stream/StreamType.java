// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.stream;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of a stream whose immutable elements have a codec of their own. Between chained
 * operators elements go by reference; the codec is used only where an edge crosses the network.
 *
 * @param <T> the elements' type
 */
public final class StreamType<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> elements;
  private final StreamCodec<T> codec;

  public StreamType(Class<T> elements, StreamCodec<T> codec) {
    this.elements = elements;
    this.codec = codec;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new StreamSerializer<>(codec);
  }

  @Override
  public Class<T> getTypeClass() {
    return elements;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof StreamType<?>;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamType<?> that
        && elements.equals(that.elements)
        && codec.getClass().equals(that.codec.getClass());
  }

  @Override
  public int hashCode() {
    return Objects.hash(elements, codec.getClass());
  }

  @Override
  public String toString() {
    return "StreamType<" + elements.getSimpleName() + ">";
  }
}
