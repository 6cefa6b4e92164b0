// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.InMemoryEventLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsTest {

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TestGateway gateway = TestGateway.start(log);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aWrongKeyIsRefused() {
    Answer bearer =
        gateway.to("/v1/events/t").with("Authorization", "Bearer " + TestBus.KEY + "x").post("{}");
    Answer apiKey =
        gateway.to("/v1/events/t").without("Authorization").with("x-api-key", "").post("{}");

    assertThat(bearer.status()).isEqualTo(401);
    assertThat(bearer.headers()).containsEntry("www-authenticate", "Bearer");
    assertThat(bearer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:invalid-credentials\","
                + "\"title\":\"The API key is not valid\",\"status\":401,"
                + "\"code\":\"invalid-credentials\",\"detail\":\"no vendor has this API key\","
                + "\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(apiKey.body()).isEqualTo(bearer.body());
    assertThat(log.records()).isEmpty();
  }

  @Test
  void noKeyIsRefused() {
    Answer answer = gateway.to("/v1/events").without("Authorization").post("{}");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:missing-credentials\","
                + "\"title\":\"The request has no API key\",\"status\":401,"
                + "\"code\":\"missing-credentials\",\"detail\":\"send the API key as"
                + " 'Authorization: Bearer <key>' or 'x-api-key: <key>'\","
                + "\"instance\":\"urn:uuid:<uuid>\"}");
  }

  @Test
  void anotherSchemeIsRefusedEvenWithAGoodApiKey() {
    Answer answer =
        gateway
            .to("/v1/events/t")
            .with("Authorization", "Basic " + TestBus.KEY)
            .with("x-api-key", TestBus.KEY)
            .post("{}");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"invalid-credentials\"");
  }

  @Test
  void theSchemeIsReadInAnyCase() {
    assertThat(
            gateway
                .to("/v1/events/t")
                .with("Authorization", "bEARER  " + TestBus.KEY)
                .post("{}")
                .status())
        .isEqualTo(202);
  }

  @Test
  void aKeyIsExpiredFromTheDayThatItSays() {
    Answer expired =
        gateway
            .to("/v1/events/t")
            .with("Authorization", "Bearer " + TestBus.EXPIRED_KEY)
            .post("{}");
    Answer lastDay =
        gateway.to("/v1/events/t").with("Authorization", "Bearer " + TestBus.OTHER_KEY).post("{}");

    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:expired-credentials\","
                + "\"title\":\"The API key has expired\",\"status\":401,"
                + "\"code\":\"expired-credentials\","
                + "\"detail\":\"the API key has expired; ask for a new one\","
                + "\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(lastDay.status()).isEqualTo(202);
  }

  @Test
  void theKeyIsAskedForBeforeAnythingElse() {
    Answer answer =
        gateway
            .to("/v1/events")
            .without("Authorization")
            .with("Content-Type", "text/plain")
            .post("not JSON");

    assertThat(answer.status()).isEqualTo(401);
  }
}
