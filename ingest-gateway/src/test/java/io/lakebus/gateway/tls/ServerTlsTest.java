// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import io.lakebus.gateway.HandClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ServerTlsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant SOON = Instant.parse("2027-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2028-01-01T00:00:00Z");

  private static final TestIdentity FIRST = TestIdentity.expiring("first", SOON);
  private static final TestIdentity SECOND = TestIdentity.expiring("second", LATER);

  @TempDir Path folder;
  private final HandClock clock = new HandClock(NOW);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private ServerTls tls;

  @BeforeEach
  void open() throws Exception {
    FIRST.write(folder);
    tls = ServerTls.open(TestIdentity.settings(folder), clock);
    tls.bindTo(registry);
    tls.contexts().start();
  }

  @AfterEach
  void close() throws Exception {
    tls.contexts().stop();
  }

  @Test
  void onlyTls12And13AreSpoken() {
    assertThat(tls.contexts().getSelectedProtocols())
        .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    assertThat(tls.contexts().getSelectedCipherSuites())
        .isNotEmpty()
        .noneMatch(cipher -> cipher.startsWith("TLS_RSA_"));
  }

  @Test
  void aPairThatIsHalfWrittenChangesNothingUntilItIsWhole() {
    TestIdentity.write(folder.resolve("tls.crt"), SECOND.certificatePem());
    tls.look();
    assertThat(expires()).isEqualTo(SOON);

    TestIdentity.write(folder.resolve("tls.key"), SECOND.keyPem().substring(0, 60));
    tls.look();
    assertThat(expires()).isEqualTo(SOON);

    TestIdentity.write(folder.resolve("tls.key"), SECOND.keyPem());
    tls.look();
    assertThat(expires()).isEqualTo(LATER);
  }

  @Test
  void aPairThatHasExpiredIsNotTakenUp() {
    clock.advance(Duration.ofDays(500));
    SECOND.write(folder);
    tls.look();
    assertThat(expires()).isEqualTo(SOON);

    clock.advance(Duration.ofDays(-499));
    tls.look();
    assertThat(expires()).isEqualTo(LATER);
  }

  @Test
  void theSamePairIsNotTakenUpAgain() {
    Object context = tls.contexts().getSslContext();
    FIRST.write(folder);
    tls.look();

    assertThat(tls.contexts().getSslContext()).isSameAs(context);
  }

  private Instant expires() {
    return Instant.ofEpochSecond(
        (long) registry.get("lakebus.gateway.tls.certificate.expires").gauge().value());
  }
}
