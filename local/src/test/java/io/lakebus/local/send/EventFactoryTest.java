// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class EventFactoryTest {

  private static final EventShape COLUMNS =
      new EventShape("kind", "key", "at", Optional.empty(), Optional.empty(), Optional.empty());

  @Test
  void typeIdAndTimeAreTakenOutOfARow() throws Exception {
    assertThat(
            body(
                COLUMNS,
                "{\"kind\":\"a.b\",\"key\":7,\"at\":\"2026-01-02T03:04:05Z\",\"x\":1.50}",
                1))
        .isEqualTo(
            "{\"detail-type\":\"a.b\",\"time\":\"2026-01-02T03:04:05Z\",\"id\":\"7\","
                + "\"detail\":{\"x\":1.50}}");
  }

  @Test
  void anEventObjectGoesAsItIs() throws Exception {
    assertThat(
            body(
                COLUMNS,
                "{\"id\":\"i\",\"source\":\"s\",\"detail-type\":\"t\",\"resources\":[\"r\"],"
                    + "\"detail\":{\"kind\":\"k\"}}",
                1))
        .isEqualTo(
            "{\"source\":\"s\",\"detail-type\":\"t\",\"resources\":[\"r\"],\"id\":\"i\","
                + "\"detail\":{\"kind\":\"k\"}}");
  }

  @Test
  void oneTypeForAllLeavesTheTypeColumnInTheDetail() throws Exception {
    EventShape fixed =
        new EventShape(
            "kind", "key", "at", Optional.of("fixed"), Optional.of("demo.x"), Optional.empty());
    assertThat(body(fixed, "{\"kind\":\"a\",\"key\":\"1\"}", 1))
        .isEqualTo(
            "{\"detail-type\":\"fixed\",\"source\":\"demo.x\",\"id\":\"1\","
                + "\"detail\":{\"kind\":\"a\"}}");
  }

  @Test
  void laterPassesAndNewRunsHaveOtherIds() throws Exception {
    EventShape newRun =
        new EventShape("kind", "key", "at", Optional.empty(), Optional.empty(), Optional.of("run"));
    String row = "{\"kind\":\"a\",\"key\":\"1\"}";
    assertThat(List.of(id(COLUMNS, row, 2), id(newRun, row, 1), id(newRun, row, 3)))
        .containsExactly("1-2", "1-run", "1-run-3");
  }

  @Test
  void aRecordWithoutAnIdGetsTheSameOneEveryTime() throws Exception {
    String row = "{\"kind\":\"a\",\"x\":1}";
    assertThat(id(COLUMNS, row, 1))
        .isEqualTo(id(COLUMNS, row, 1))
        .isNotEqualTo(id(COLUMNS, "{\"kind\":\"a\",\"x\":2}", 1))
        .isNotEmpty();
  }

  @Test
  void aRecordWithoutATypeIsRefused() throws Exception {
    assertThat(new EventFactory(COLUMNS).make(fields("{\"key\":\"1\"}"), 1, 1))
        .isEqualTo(
            new EventFactory.Made.Refused(
                new Position("dir/f.csv", 9),
                "no type: column 'kind' is empty or not there; --type-column names another, --type"
                    + " gives one type to all"));
  }

  private static String id(EventShape shape, String record, int pass) throws Exception {
    return event(shape, record, pass).id();
  }

  private static String body(EventShape shape, String record, int pass) throws Exception {
    return new String(event(shape, record, pass).json(), StandardCharsets.UTF_8);
  }

  private static OutgoingEvent event(EventShape shape, String record, int pass) throws Exception {
    return ((EventFactory.Made.Ready) new EventFactory(shape).make(fields(record), 1, pass))
        .event();
  }

  private static InputRecord.Fields fields(String record) throws Exception {
    return new InputRecord.Fields(
        new Position("dir/f.csv", 9), (ObjectNode) StrictJson.mapper().readTree(record));
  }
}
