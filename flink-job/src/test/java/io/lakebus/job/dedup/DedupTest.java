// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.dedup;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.job.decode.Item;
import io.lakebus.job.decode.ItemKey;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.Offsets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DedupTest {

  private static final Duration WINDOW = Duration.ofHours(80);
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");

  private KeyedOneInputStreamOperatorTestHarness<String, Item, Item> dedup;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    dedup = harness();
    dedup.open();
  }

  @AfterEach
  void close() throws Exception {
    dedup.close();
  }

  @Test
  void ofFiveRepeatsOnePasses() throws Exception {
    Item first = event("a", RECEIVED, "{}");
    dedup.processElement(first, 0);
    for (int i = 1; i < 5; i++) {
      dedup.processElement(event("a", RECEIVED.plusSeconds(i), "{}"), 0);
    }
    assertThat(dedup.extractOutputValues()).containsExactly(first);
  }

  @Test
  void otherIdsSourcesAndVendorsAreNoRepeats() throws Exception {
    List<Item> different =
        List.of(
            event("a", "s", "v"), event("b", "s", "v"), event("a", "t", "v"), event("a", "s", "w"));
    for (Item item : different) {
      dedup.processElement(item, 0);
    }
    assertThat(dedup.extractOutputValues()).containsExactlyElementsOf(different);
  }

  @Test
  void aRepeatPassesAgainWhenTheWindowIsOver() throws Exception {
    Item first = event("a", RECEIVED, "{}");
    Item again = event("a", RECEIVED.plus(WINDOW).plusSeconds(1), "{}");
    dedup.processElement(first, 0);
    dedup.processElement(event("a", RECEIVED.plus(WINDOW).minusSeconds(1), "{}"), 0);
    dedup.processElement(again, 0);
    dedup.processElement(event("a", RECEIVED.plus(WINDOW).plusSeconds(2), "{}"), 0);
    assertThat(dedup.extractOutputValues()).containsExactly(first, again);
  }

  @Test
  void whatLayInTheLogForDaysIsStillRecognised() throws Exception {
    dedup.setProcessingTime(RECEIVED.toEpochMilli());
    Item first = event("a", RECEIVED, "{}");
    dedup.processElement(first, 0);
    dedup.setProcessingTime(RECEIVED.plus(RETENTION).plus(WINDOW).minusSeconds(1).toEpochMilli());
    dedup.processElement(event("a", RECEIVED.plus(WINDOW).minusSeconds(1), "{}"), 0);
    assertThat(dedup.extractOutputValues()).containsExactly(first);
  }

  @Test
  void theSameIdWithOtherContentIsADeadLetterThatHoldsTheEvent() throws Exception {
    dedup.processElement(event("a", RECEIVED, "{}"), 0);
    dedup.processElement(event("a", RECEIVED, "{\"other\":1}"), 0);
    Item.Dead dead = (Item.Dead) dedup.extractOutputValues().getLast();
    assertThat(dead.letter().reason()).isEqualTo(Reason.ID_REUSED);
    assertThat(dead.record().value()).asString().isEqualTo("{\"other\":1}");
    assertThat(dead.record().offset()).isEqualTo(1);
    assertThat(dead.record().headers()).extracting("name").contains("ce_id", "ce_receivedtime");
  }

  @Test
  void deadLettersOfDecodePass() throws Exception {
    Item dead = dead(4);
    dedup.processElement(dead, 0);
    assertThat(dedup.extractOutputValues()).containsExactly(dead);
  }

  @Test
  void progressCountsRepeatsAndDeadLettersAndGoesAheadOfTheBarrierOnce() throws Exception {
    dedup.processElement(event("a", RECEIVED, "{}"), 0);
    dedup.processElement(event("a", RECEIVED, "{}"), 0);
    dedup.processElement(event("a", RECEIVED, "{\"other\":1}"), 0);
    dedup.processElement(dead(17), 0);
    dedup.prepareSnapshotPreBarrier(1);
    dedup.prepareSnapshotPreBarrier(2);
    assertThat(dedup.extractOutputValues())
        .filteredOn(Item.Progress.class::isInstance)
        .containsExactly(new Item.Progress(Offsets.of(Map.of(0, 3L, 5, 18L))));
  }

  @Test
  void theMemoryOutlivesARestart() throws Exception {
    dedup.processElement(event("a", RECEIVED, "{}"), 0);
    OperatorSubtaskState state = dedup.snapshot(1, 1);
    dedup.close();
    dedup = harness();
    dedup.initializeState(state);
    dedup.open();
    dedup.processElement(event("a", RECEIVED, "{}"), 0);
    assertThat(dedup.extractOutputValues()).isEmpty();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Item, Item> harness()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Item, Item> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new Dedup(WINDOW, RETENTION), new ItemKey(), Types.STRING);
    harness.setup(Item.TYPE.createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  private Item event(String id, Instant receivedAt, String detail) {
    return new Item.Accepted(event(id, "s", "v", receivedAt, detail), 0, offset++, 0);
  }

  private Item event(String id, String source, String vendor) {
    return new Item.Accepted(event(id, source, vendor, RECEIVED, "{}"), 0, offset++, 0);
  }

  private static Event event(
      String id, String source, String vendor, Instant receivedAt, String detail) {
    return new Event(
        id,
        source,
        "t",
        vendor,
        receivedAt,
        receivedAt,
        List.of(),
        Map.of(),
        detail.getBytes(StandardCharsets.UTF_8));
  }

  private static Item dead(long offset) {
    return new Item.Dead(
        DeadLetter.of(Reason.INVALID_ATTRIBUTES, "no id"),
        new LogRecord(new byte[0], List.of(), new byte[0], 5, offset, 0));
  }
}
