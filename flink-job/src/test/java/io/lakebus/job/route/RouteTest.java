// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.event.Reason;
import io.lakebus.job.decode.Item;
import io.lakebus.route.Routing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteTest {

  private static final BusFiles DEFINITION =
      BusFiles.of(
          """
          bus: sports
          rules:
            everything:
              pattern: { "source": [{ "exists": true }] }
              table: everything
          contracts:
            match.score:
              schema: { required: [match] }
              violation: refuse
            match.note:
              schema: { required: [match] }
              violation: quarantine
          """,
          1);

  private OneInputStreamOperatorTestHarness<Item, Routed> route;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    route = new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new Route(DEFINITION)));
    route.setup(Routed.TYPE.createSerializer(new SerializerConfigImpl()));
    route.open();
  }

  @AfterEach
  void close() throws Exception {
    route.close();
  }

  /** Also one that the gateway would have refused: it can come into the log past the gateway. */
  @Test
  void anEventThatViolatesItsContractFailsAsAWholeWhateverTheGatewayDoesWithIt() throws Exception {
    Item.Accepted score = event("match.score", "{\"more\":1}");
    Item.Accepted note = event("match.note", "{}");
    route.processElement(score, 0);
    route.processElement(note, 0);

    Routing violated =
        new Routing(
            List.of(),
            List.of(),
            List.of(
                new DeadLetter(
                    Reason.CONTRACT_VIOLATED,
                    "required property 'match' not found",
                    Optional.of(""),
                    Optional.empty())));
    assertThat(route.extractOutputValues())
        .containsExactly(new Routed.Rows(score, violated), new Routed.Rows(note, violated));
  }

  @Test
  void anEventThatKeepsItsContractGoesOn() throws Exception {
    Item.Accepted kept = event("match.score", "{\"match\":\"m-1\"}");
    Item.Accepted free = event("match.over", "{}");
    route.processElement(kept, 0);
    route.processElement(free, 0);

    assertThat(route.extractOutputValues())
        .extracting(routed -> ((Routed.Rows) routed).routing().rules())
        .containsExactly(List.of("everything"), List.of("everything"));
  }

  private Item.Accepted event(String type, String detail) {
    Instant time = Instant.parse("2026-11-23T10:00:00Z");
    return new Item.Accepted(
        new Event(
            "e" + offset,
            "elsewhere",
            type,
            EventCodec.UNKNOWN_VENDOR,
            time,
            time,
            List.of(),
            Map.of(),
            detail.getBytes(StandardCharsets.UTF_8)),
        0,
        offset++,
        0);
  }
}
