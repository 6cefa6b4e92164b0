// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.config.ConfigException;
import io.lakebus.config.Settings;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.gateway.access.AccessLogTarget;
import io.lakebus.gateway.http.BodyLimits;
import io.lakebus.gateway.http.HttpSettings;
import io.lakebus.gateway.limit.RefusalLimits;
import io.lakebus.gateway.log.KafkaSettings;
import io.lakebus.gateway.tls.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatewayConfigTest {

  @Test
  void everySettingButTheDefinitionHasADefault() {
    assertThat(read(Map.of("bus.definition", "bus.yaml")))
        .isEqualTo(
            new GatewayConfig(
                new DefinitionSource.Fixed(Path.of("bus.yaml")),
                http("127.0.0.1", 8080),
                Optional.empty(),
                http("127.0.0.1", 8085),
                new BodyLimits(5 << 20, Duration.ofSeconds(30), Duration.ofSeconds(5), 1 << 10),
                1_000,
                64 << 20,
                new RefusalLimits(1 << 20, Duration.ofSeconds(5)),
                new AccessLogTarget.StandardOutput(),
                new KafkaSettings(
                    "127.0.0.1:9092",
                    4,
                    1,
                    1,
                    "snappy",
                    Duration.ofMillis(5),
                    64 << 20,
                    Duration.ofMillis(1_200),
                    Duration.ofSeconds(1))));
  }

  @Test
  void everySettingCanBeGiven() {
    Map<String, String> given =
        Map.ofEntries(
            Map.entry("bus.definition", ""),
            Map.entry("bus.name", "sports"),
            Map.entry("http.host", "0.0.0.0"),
            Map.entry("http.port", "80"),
            Map.entry("http.max-connections", "7"),
            Map.entry("http.idle-timeout", "1s"),
            Map.entry("http.head-timeout", "4s"),
            Map.entry("http.stop-timeout", "2s"),
            Map.entry("tls.certificate", "tls.crt"),
            Map.entry("tls.key", "tls.key"),
            Map.entry("tls.check-interval", "3s"),
            Map.entry("admin.host", "10.0.0.1"),
            Map.entry("admin.port", "81"),
            Map.entry("body.max-size", "1MiB"),
            Map.entry("body.timeout", "3s"),
            Map.entry("body.grace", "2s"),
            Map.entry("body.min-rate", "2KiB"),
            Map.entry("body.max-events", "10"),
            Map.entry("body.max-in-flight", "8MiB"),
            Map.entry("refusal.rate", "2MiB"),
            Map.entry("refusal.max-delay", "0s"),
            Map.entry("access-log.file", "access.log"),
            Map.entry("kafka.bootstrap-servers", "a:1,b:2"),
            Map.entry("kafka.partitions", "12"),
            Map.entry("kafka.replication-factor", "3"),
            Map.entry("kafka.min-insync-replicas", "2"),
            Map.entry("kafka.compression", "zstd"),
            Map.entry("kafka.linger", "2ms"),
            Map.entry("kafka.buffer", "16MiB"),
            Map.entry("kafka.delivery-timeout", "900ms"),
            Map.entry("kafka.check-interval", "4s"));

    assertThat(given).hasSameSizeAs(GatewayConfig.SETTINGS);
    assertThat(read(given))
        .isEqualTo(
            new GatewayConfig(
                new DefinitionSource.Followed("sports"),
                given("0.0.0.0", 80),
                Optional.of(
                    new TlsSettings(Path.of("tls.crt"), Path.of("tls.key"), Duration.ofSeconds(3))),
                given("10.0.0.1", 81),
                new BodyLimits(1 << 20, Duration.ofSeconds(3), Duration.ofSeconds(2), 2 << 10),
                10,
                8 << 20,
                new RefusalLimits(2 << 20, Duration.ZERO),
                new AccessLogTarget.File(Path.of("access.log")),
                new KafkaSettings(
                    "a:1,b:2",
                    12,
                    3,
                    2,
                    "zstd",
                    Duration.ofMillis(2),
                    16 << 20,
                    Duration.ofMillis(900),
                    Duration.ofSeconds(4))));
  }

  @Test
  void ofFileAndNameOfTheBusExactlyOneIsNeeded() {
    for (Map<String, String> given :
        List.of(Map.<String, String>of(), Map.of("bus.definition", "f", "bus.name", "n"))) {
      assertThatThrownBy(() -> read(given))
          .isInstanceOf(ConfigException.class)
          .hasMessage("exactly one of bus.definition and bus.name is needed");
    }
  }

  @Test
  void ofCertificateAndKeyBothAreNeededOrNeither() {
    assertThatThrownBy(() -> read(Map.of("bus.name", "n", "tls.certificate", "c")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.key is not set: TLS needs both tls.certificate and tls.key, plain HTTP neither");
    assertThatThrownBy(() -> read(Map.of("bus.name", "n", "tls.key", "k")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.certificate is not set: TLS needs both tls.certificate and tls.key, plain HTTP"
                + " neither");
  }

  @Test
  void anUnknownSettingAndAWrongOneAreErrors() {
    assertThatThrownBy(() -> read(Map.of("http.prot", "1", "http.port", "high")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(2)
                    .anyMatch(problem -> problem.startsWith("http.port: "))
                    .anyMatch(problem -> problem.startsWith("http.prot is not a setting")));
  }

  @Test
  void numbersThatCannotServeAreRefused() {
    Map<String, String> given =
        Map.ofEntries(
            Map.entry("bus.name", "n"),
            Map.entry("http.port", "65536"),
            Map.entry("http.max-connections", "0"),
            Map.entry("admin.port", "-1"),
            Map.entry("body.max-size", "3GiB"),
            Map.entry("body.max-events", "0"),
            Map.entry("refusal.rate", "0B"),
            Map.entry("refusal.max-delay", "11s"),
            Map.entry("kafka.partitions", "0"),
            Map.entry("kafka.replication-factor", "65537"),
            Map.entry("kafka.min-insync-replicas", "0"));

    assertThatThrownBy(() -> read(given))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "http.port: '65536' is more than 65535",
                        "http.max-connections: '0' is less than 1",
                        "admin.port: '-1' is less than 0",
                        "body.max-size: '3GiB' is more than 2147483647B",
                        "body.max-events: '0' is less than 1",
                        "refusal.rate: '0B' is less than 1B",
                        "refusal.max-delay: '11s' is more than 10s",
                        "kafka.partitions: '0' is less than 1",
                        "kafka.replication-factor: '65537' is more than 32767",
                        "kafka.min-insync-replicas: '0' is less than 1"));
    assertThatThrownBy(() -> read(Map.of("bus.name", "n", "refusal.rate", "1GiB")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("refusal.rate: '1GiB' is more than 1000000000B");
    assertThatThrownBy(() -> read(Map.of("bus.name", "n", "kafka.replication-factor", "0")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("kafka.replication-factor: '0' is less than 1");
  }

  @Test
  void aBodyMayBeAsLargeAsAnArrayCanBe() {
    assertThat(read(Map.of("bus.name", "n", "body.max-size", "2147483647B")).body().maxBytes())
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static GatewayConfig read(Map<String, String> given) {
    return GatewayConfig.of(Settings.of(given, GatewayConfig.SETTINGS));
  }

  private static HttpSettings http(String host, int port) {
    return new HttpSettings(
        host, port, 16_000, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  private static HttpSettings given(String host, int port) {
    return new HttpSettings(
        host, port, 7, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(2));
  }
}
