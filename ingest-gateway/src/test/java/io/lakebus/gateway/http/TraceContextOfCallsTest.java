// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.event.EventHeader;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.log.InMemoryEventLog.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceContextOfCallsTest {

  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String VENDORS_PARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b9c7c989f97918e1-01";

  private final InMemoryEventLog log = new InMemoryEventLog();
  @AutoClose private final TestGateway gateway = TestGateway.start(log);

  @Test
  void theTraceOfACallGoesWithEachOfItsEvents() {
    gateway
        .to("/v1/events/t")
        .with("traceparent", PARENT)
        .with("tracestate", "rojo=00f067aa0ba902b7, congo=t61rcWkgMzE")
        .post("[{},{}]");

    for (LogRecord record : log.records()) {
      assertThat(trace(record))
          .containsExactly(
              "traceparent=" + PARENT, "tracestate=rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
    }
    assertThat(log.records()).hasSize(2);
  }

  @Test
  void aCallWithoutATraceGivesNone() {
    gateway.to("/v1/events/t").with("tracestate", "rojo=1").post("{}");
    gateway.to("/v1/events/t").with("traceparent", PARENT.toUpperCase(Locale.ROOT)).post("{}");
    gateway.to("/v1/events/t").post("{}");

    assertThat(log.records()).hasSize(3).allMatch(record -> trace(record).isEmpty());
  }

  @Test
  void whatACloudEventSaysOfItsTraceStaysAsItIs() {
    gateway
        .to("/v1/events")
        .with("traceparent", PARENT)
        .with("ce-specversion", "1.0")
        .with("ce-id", "1")
        .with("ce-source", "statsfeed")
        .with("ce-type", "t")
        .with("ce-traceparent", VENDORS_PARENT)
        .with("ce-tracestate", "Not A Valid State")
        .post("{}");

    assertThat(trace(log.records().getFirst()))
        .containsExactlyInAnyOrder(
            "ce_traceparent=" + VENDORS_PARENT,
            "ce_tracestate=Not A Valid State",
            "traceparent=" + PARENT);
  }

  @Test
  void aCallOfAnSdkBringsItsTraceToo() {
    TestSigner.events("PutEvents")
        .unsigned("traceparent", PARENT)
        .post(
            gateway,
            "{\"Entries\":[{\"Source\":\"statsfeed\",\"DetailType\":\"t\",\"Detail\":\"{}\","
                + "\"TraceHeader\":\"Root=1-63441c4a-abcdef012345678912345678\"}]}");

    assertThat(trace(log.records().getFirst()))
        .containsExactly(
            "ce_traceheader=Root=1-63441c4a-abcdef012345678912345678", "traceparent=" + PARENT);
  }

  private static List<String> trace(LogRecord record) {
    return record.headers().stream()
        .filter(header -> header.name().contains("trace"))
        .map(TraceContextOfCallsTest::text)
        .toList();
  }

  private static String text(EventHeader header) {
    return header.name() + "=" + new String(header.value(), StandardCharsets.UTF_8);
  }
}
