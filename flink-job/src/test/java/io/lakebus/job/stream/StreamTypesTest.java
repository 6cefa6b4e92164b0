// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.EventHeader;
import io.lakebus.event.Reason;
import io.lakebus.event.StrictJson;
import io.lakebus.job.decode.Item;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.route.Routed;
import io.lakebus.route.Routing;
import io.lakebus.route.Row;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What travels between operators never goes through a generic serializer. */
class StreamTypesTest {

  private static final Event EVENT =
      new Event(
          "id-1",
          "statsfeed",
          "match.score",
          "statsfeed",
          Instant.parse("2026-11-23T10:15:30.123456789Z"),
          Instant.parse("2026-11-23T10:15:31Z"),
          List.of("arn:a", "b"),
          Map.of("subject", "ünïcode"),
          "{\"a\":1.10}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  private static final LogRecord RECORD =
      new LogRecord(
          new byte[] {1},
          List.of(new EventHeader("ce_id", new byte[] {2, 3})),
          new byte[] {4},
          7,
          1L << 40,
          1_700_000_000_000L);
  private static final DeadLetter LETTER =
      new DeadLetter(Reason.ID_REUSED, "why", Optional.of("/a"), Optional.of("cat1"));

  @ParameterizedTest
  @ValueSource(classes = {LogRecord.class, EventHeader.class, Event.class})
  void recordsAreSerializedAsPojos(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void anEventComesThroughTheNetworkWhole() throws IOException {
    Item item = new Item.Accepted(EVENT, 3, 99, 5);
    assertThat(through(Item.TYPE, item)).usingRecursiveComparison().isEqualTo(item);
  }

  @Test
  void aDeadLetterComesThroughTheNetworkWhole() throws IOException {
    Item item = new Item.Dead(LETTER, RECORD);
    assertThat(through(Item.TYPE, item)).usingRecursiveComparison().isEqualTo(item);
  }

  @Test
  void progressComesThroughTheNetworkWhole() throws IOException {
    Item item = new Item.Progress(Offsets.of(Map.of(0, 5L, 3, 1L << 35)));
    assertThat(through(Item.TYPE, item)).isEqualTo(item);
    Routed routed = new Routed.Progress((Item.Progress) item);
    assertThat(through(Routed.TYPE, routed)).isEqualTo(routed);
  }

  @Test
  void rowsComeThroughTheNetworkWithEveryDigit() throws IOException {
    ObjectNode columns = StrictJson.mapper().createObjectNode();
    columns.put("odds", new BigDecimal("1.10")).put("n", 1L << 60).putNull("gone");
    Routed routed =
        new Routed.Rows(
            new Item.Accepted(EVENT, 3, 99, 5),
            new Routing(
                List.of("cat1", "all"),
                List.of(new Row("cat1", new TableId("sports", "cat1"), columns)),
                List.of(LETTER)),
            7);
    Routed back = through(Routed.TYPE, routed);
    assertThat(back).usingRecursiveComparison().ignoringFields("routing.rows").isEqualTo(routed);
    assertThat(((Routed.Rows) back).routing().rows().getFirst().columns().toString())
        .isEqualTo("{\"odds\":1.10,\"n\":1152921504606846976,\"gone\":null}");
  }

  @Test
  void aRoutedDeadLetterComesThroughTheNetworkWhole() throws IOException {
    Routed routed = new Routed.Dead(new Item.Dead(LETTER, RECORD), 7);
    assertThat(through(Routed.TYPE, routed)).usingRecursiveComparison().isEqualTo(routed);
  }

  private static <T> T through(TypeInformation<T> type, T element) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(element, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return back;
  }
}
