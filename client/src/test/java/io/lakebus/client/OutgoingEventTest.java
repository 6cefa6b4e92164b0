// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutgoingEventTest {

  @Test
  void everyFieldIsWrittenAndTheDetailIsAsItIs() {
    String detail = " { \"név\" : \"Ünnep 🎾\\u00e9\", \"n\":1.50 }\n";
    OutgoingEvent event =
        OutgoingEvent.builder("match \"score\"", detail)
            .id("id\n1")
            .source("statsfeed.é")
            .time(Instant.parse("2026-11-23T10:00:00.5Z"))
            .resources(List.of("arn:a", "b\\c"))
            .build();

    assertThat(json(event))
        .isEqualTo(
            "{\"id\":\"id\\n1\",\"detail-type\":\"match \\\"score\\\"\",\"source\":\"statsfeed.é\","
                + "\"time\":\"2026-11-23T10:00:00.500Z\",\"resources\":[\"arn:a\",\"b\\\\c\"],"
                + "\"detail\":"
                + detail
                + "}");
    assertThat(event.id()).isEqualTo("id\n1");
    assertThat(event.detailType()).isEqualTo("match \"score\"");
  }

  @Test
  void whatIsNotGivenIsLeftToTheGatewayButTheId() {
    OutgoingEvent event = OutgoingEvent.of("t", "{}");

    assertThat(json(event))
        .isEqualTo("{\"id\":\"" + event.id() + "\",\"detail-type\":\"t\",\"detail\":{}}");
    assertThat(event.id()).hasSize(36).isNotEqualTo(OutgoingEvent.of("t", "{}").id());
    assertThat(event).hasToString("t " + event.id());
  }

  @Test
  void theDetailMayBeBytes() {
    byte[] detail = "{\"é\":\"🎾\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(json(OutgoingEvent.builder("t", detail).id("1").build()))
        .isEqualTo("{\"id\":\"1\",\"detail-type\":\"t\",\"detail\":{\"é\":\"🎾\"}}");
    assertThatThrownBy(
            () -> OutgoingEvent.builder("t", "{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the detail is not UTF-8");
  }

  @Test
  void aDetailThatWouldBreakOutOfItsEventIsRefused() {
    for (String detail :
        List.of("", "[]", "{}},{\"detail-type\":\"t\",\"detail\":{}", "{},\"id\":\"2\"")) {
      assertThatThrownBy(() -> OutgoingEvent.of("t", detail))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the detail is not a JSON object: ");
    }
  }

  @Test
  void halfOfASurrogatePairIsRefused() {
    OutgoingEvent.Builder event = OutgoingEvent.builder("t", "{}").id("" + (char) 0xd83c);

    assertThatThrownBy(event::build).isInstanceOf(IllegalArgumentException.class);
  }

  private static String json(OutgoingEvent event) {
    return new String(event.json(), StandardCharsets.UTF_8);
  }
}
