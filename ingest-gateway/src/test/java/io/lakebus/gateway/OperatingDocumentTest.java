// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds docs/operating-the-gateway.md against the code. */
class OperatingDocumentTest {

  private static final Pattern METRIC = Pattern.compile("(?m)^# TYPE (lakebus_\\w+) ");

  @TempDir Path folder;

  @Test
  void theDocumentHasTheFieldsAndTheMetrics() throws IOException {
    Path file = folder.resolve("access.log");
    List<String> metrics;
    try (TestGateway gateway =
        TestGateway.start(
            (EventLog) new InMemoryEventLog(),
            "access-log.file=" + file,
            "refusal.rate=1B",
            "refusal.max-delay=1ms")) {
      gateway
          .to("/v1/events")
          .with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
          .post("{}");
      gateway.to("/v1/events").post("{}");
      gateway.to("/v1/events/t").post("{}");
      metrics =
          METRIC
              .matcher(gateway.metrics())
              .results()
              .map(result -> result.group(1))
              .filter(metric -> !metric.endsWith("_max"))
              .toList();
    }
    String refused =
        Files.readAllLines(file).stream()
            .filter(line -> line.contains("\"trace_id\""))
            .findFirst()
            .orElseThrow();
    Stream<String> fields =
        new ObjectMapper().readTree(refused).propertyStream().map(field -> field.getKey());

    assertThat(firstColumn("The access log")).containsExactlyElementsOf(fields.toList());
    assertThat(firstColumn("Metrics")).containsExactlyInAnyOrderElementsOf(metrics);
  }

  private static List<String> firstColumn(String section) throws IOException {
    String document = Files.readString(Path.of("../docs/operating-the-gateway.md"));
    String text = document.split("\n## " + section + "\n", 2)[1].split("\n## ", 2)[0];
    return Pattern.compile("(?m)^\\| `(\\w+)` \\|")
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
