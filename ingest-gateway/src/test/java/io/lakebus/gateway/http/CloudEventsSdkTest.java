// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.lakebus.event.Decoded;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Events that the CloudEvents SDK for Java writes. */
class CloudEventsSdkTest {

  private static final EventFormat JSON = new JsonFormat();

  private static final CloudEvent EVENT =
      CloudEventBuilder.v1()
          .withId("e-1")
          .withSource(URI.create("statsfeed"))
          .withType("match.score")
          .withTime(OffsetDateTime.parse("2026-11-22T19:30:00.5+01:00"))
          .withSubject("match 7 (100%)")
          .withExtension("attempt", 3)
          .withData(
              "application/json", "{\"home\":1,\"név\":\"Ü\"}".getBytes(StandardCharsets.UTF_8))
          .build();

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TestGateway gateway = TestGateway.start(log);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void arriveInBinaryMode() {
    Answer[] answer = new Answer[1];
    TestGateway.Call call = gateway.to("/v1/events");
    HttpMessageFactory.createWriter(call::with, body -> answer[0] = call.post(body))
        .writeBinary(EVENT);

    assertArrived(answer[0]);
  }

  @Test
  void arriveInStructuredMode() {
    Answer[] answer = new Answer[1];
    TestGateway.Call call = gateway.to("/v1/events");
    HttpMessageFactory.createWriter(call::with, body -> answer[0] = call.post(body))
        .writeStructured(EVENT, JSON);

    assertArrived(answer[0]);
  }

  /** The SDK has no batches; what a batch is made of it writes. */
  @Test
  void arriveInABatch() {
    String event = new String(JSON.serialize(EVENT), StandardCharsets.UTF_8);

    assertArrived(
        gateway
            .to("/v1/events")
            .with("Content-Type", "application/cloudevents-batch+json")
            .post("[" + event + "]"));
  }

  private void assertArrived(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(log.records()).hasSize(1);
    InMemoryEventLog.LogRecord record = log.records().getFirst();
    Event event =
        ((Decoded.Accepted) EventCodec.decode(record.headers(), record.value(), Instant.EPOCH))
            .event();
    assertThat(event)
        .usingRecursiveComparison()
        .isEqualTo(
            new Event(
                "e-1",
                "statsfeed",
                "match.score",
                "statsfeed",
                Instant.parse("2026-11-22T18:30:00.500Z"),
                Instant.parse("2026-11-23T08:00:00.123Z"),
                List.of(),
                Map.of("subject", "match 7 (100%)", "attempt", "3"),
                "{\"home\":1,\"név\":\"Ü\"}".getBytes(StandardCharsets.UTF_8)));
  }
}
