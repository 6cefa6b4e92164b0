// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import io.lakebus.job.stream.VersionedFormat;
import io.lakebus.job.stream.Wire;
import java.io.IOException;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The state of the log as checkpoints keep it. */
final class LogStateFormat extends VersionedFormat<LogState> {

  /** Apart from the versions of the connector's own state. */
  private static final int VERSION = 101;

  private final SimpleVersionedSerializer<KafkaSourceEnumState> partitions =
      new KafkaSourceEnumStateSerializer();

  LogStateFormat() {
    super(VERSION);
  }

  @Override
  protected void write(LogState state, DataOutputView out) throws IOException {
    Wire.writeText(state.topicId(), out);
    out.writeInt(partitions.getVersion());
    Wire.writeBytes(partitions.serialize(state.partitions()), out);
  }

  @Override
  protected LogState read(DataInputView in) throws IOException {
    String topicId = Wire.readText(in);
    int version = in.readInt();
    return new LogState(topicId, partitions.deserialize(version, Wire.readBytes(in)));
  }
}
