// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

import io.lakebus.event.EventHeader;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes what the stages need out of a Kafka record; nothing is parsed. */
public final class LogRecordReader implements KafkaRecordDeserializationSchema<LogRecord> {

  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = new byte[0];

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<LogRecord> out) {
    List<EventHeader> headers = new ArrayList<>();
    for (Header header : kafka.headers()) {
      headers.add(new EventHeader(header.key(), orNothing(header.value())));
    }
    out.collect(
        new LogRecord(
            orNothing(kafka.key()),
            headers,
            orNothing(kafka.value()),
            kafka.partition(),
            kafka.offset(),
            kafka.timestamp()));
  }

  private static byte[] orNothing(byte[] bytes) {
    return bytes == null ? NOTHING : bytes;
  }

  @Override
  public TypeInformation<LogRecord> getProducedType() {
    return TypeInformation.of(LogRecord.class);
  }
}
