// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessLogTargetTest {

  @TempDir Path folder;

  @Test
  void aTargetIsAFileTheStandardOutputOrNowhere() {
    assertThat(AccessLogTarget.parse("stdout")).isEqualTo(new AccessLogTarget.StandardOutput());
    assertThat(AccessLogTarget.parse(" ")).isEqualTo(new AccessLogTarget.Nowhere());
    assertThat(AccessLogTarget.parse("/var/log/stdout"))
        .isEqualTo(new AccessLogTarget.File(Path.of("/var/log/stdout")));
    assertThatThrownBy(() -> AccessLogTarget.parse("a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLogWithoutATargetTakesLinesAndHasNoMetrics() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (AccessLog log = new AccessLogTarget.Nowhere().open(registry)) {
      log.write(new byte[1]);
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aLogInAFileIsThereWhenItIsClosed() throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Path file = folder.resolve("access.log");
    try (AccessLog log = new AccessLogTarget.File(file).open(registry)) {
      log.write("one\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(file).hasContent("one\n");
    assertThat(registry.get("lakebus.gateway.access.log.lines").functionCounter().count())
        .isEqualTo(1);
  }
}
