// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LakebusClientBuilderTest {

  private static final URI URL = TestClient.URL;

  @Test
  void everySettingIsTaken() {
    ClientSettings settings =
        LakebusClient.builder(URL, "key")
            .batchEvents(1)
            .batchBytes(2)
            .linger(Duration.ZERO)
            .requestsInFlight(3)
            .bufferBytes(4)
            .whenFull(WhenFull.FAIL)
            .deadline(Duration.ofSeconds(5))
            .closeTimeout(Duration.ofSeconds(6))
            .settings();

    assertThat(settings)
        .isEqualTo(
            new ClientSettings(
                new ClientSettings.Batching(1, 2, Duration.ZERO),
                new ClientSettings.Buffering(4, WhenFull.FAIL),
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(6)));
  }

  @Test
  void whatCannotBeIsRefused() {
    LakebusClientBuilder builder = LakebusClient.builder(URL, "key");

    assertThatThrownBy(() -> builder.batchEvents(0)).hasMessage("batchEvents is below 1");
    assertThatThrownBy(() -> builder.batchBytes(0)).hasMessage("batchBytes is below 1");
    assertThatThrownBy(() -> builder.requestsInFlight(0)).hasMessage("requestsInFlight is below 1");
    assertThatThrownBy(() -> builder.bufferBytes(0)).hasMessage("bufferBytes is below 1");
    assertThatThrownBy(() -> builder.linger(Duration.ofNanos(-1))).hasMessage("linger is negative");
    assertThatThrownBy(() -> builder.deadline(Duration.ZERO))
        .hasMessage("deadline is not positive");
    assertThatThrownBy(() -> builder.requestTimeout(Duration.ZERO))
        .hasMessage("requestTimeout is not positive");
    assertThatThrownBy(() -> builder.closeTimeout(Duration.ZERO))
        .hasMessage("closeTimeout is not positive");
    LakebusClientBuilder noKey = LakebusClient.builder(URL, "");
    assertThatThrownBy(noKey::build).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anHttpClientThatIsGivenStaysOpen() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      LakebusClient.builder(URL, "key").httpClient(http).build().close();

      assertThat(http.isTerminated()).isFalse();
    }
  }
}
