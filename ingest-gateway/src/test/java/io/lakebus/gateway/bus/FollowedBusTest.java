// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.bus;

import io.lakebus.config.ConfigException;
import io.lakebus.definition.DefinitionFiles;
import io.lakebus.definition.DefinitionFollower;
import io.lakebus.definition.DefinitionLogException;
import io.lakebus.definition.InMemoryDefinitionLog;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A gateway whose definition is published while it runs. */
class FollowedBusTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String SECRET_THAT_IS_THERE = "{ env: STATSFEED_SECRET }";

  private final InMemoryDefinitionLog log =
      new InMemoryDefinitionLog(InstantSource.fixed(TestGateway.NOW));
  private DefinitionFollower follower;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    follower = new DefinitionFollower("sports", log);
    gateway = TestGateway.follow(new FollowedBus("sports", follower, TestBus.secrets()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    follower.close();
  }

  private void publish(String yaml) throws DefinitionLogException, InterruptedException {
    log.publish(DefinitionFiles.of("bus.yaml", yaml));
    assertThat(follower.awaitEnd(PATIENCE)).isTrue();
  }

  private static String withKey(String key) {
    return "{ bus: sports, vendors: { statsfeed: { keys: [{ sha256: %s }] } } }"
        .formatted(TestBus.sha256(key));
  }

  private static String withSecret(String key, String secret) {
    return "{ bus: sports, vendors: { statsfeed: { keys: [{ sha256: %s }], access-keys: [{ id: %s, secret: %s }] } } }"
        .formatted(TestBus.sha256(key), TestBus.ACCESS_KEY, secret);
  }

  private Answer post(String key) {
    return gateway.to("/v1/events/t").with("Authorization", "Bearer " + key).post("{}");
  }

  @Test
  void withoutADefinitionItIsNotReadyAndBlamesNoVendor() throws Exception {
    assertThat(follower.awaitEnd(PATIENCE)).isTrue();

    Answer answer = post(TestBus.KEY);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(answer.body()).contains("\"code\":\"definition-unavailable\"");
    Answer aws =
        gateway
            .to("/")
            .with("X-Amz-Target", "AWSEvents.PutEvents")
            .with("Content-Type", "application/x-amz-json-1.1")
            .post("{}");
    assertThat(aws.status()).isEqualTo(503);
    assertThat(aws.headers()).containsEntry("x-amzn-errortype", "ServiceUnavailableException");
    assertThat(gateway.to("/readyz").get().body()).isEqualTo("{\"ready\":false}");
    assertThat(gateway.toAdmin("/readyz").get())
        .satisfies(
            ready -> {
              assertThat(ready.status()).isEqualTo(503);
              assertThat(ready.body())
                  .isEqualTo(
                      "{\"ready\":false,\"reason\":\"no definition of the bus sports has been"
                          + " published\"}");
            });

    publish(withKey(TestBus.KEY));
    assertThat(gateway.toAdmin("/readyz").get().body()).isEqualTo("{\"ready\":true}");
    assertThat(post(TestBus.KEY).status()).isEqualTo(202);
  }

  @Test
  void aKeyThatIsAddedWorksAndOneThatIsTakenAwayDoesNot() throws Exception {
    publish(withKey(TestBus.KEY));
    assertThat(post(TestBus.OTHER_KEY).status()).isEqualTo(401);

    publish(withKey(TestBus.OTHER_KEY));

    assertThat(post(TestBus.OTHER_KEY).status()).isEqualTo(202);
    assertThat(post(TestBus.KEY).status()).isEqualTo(401);
  }

  @Test
  void aWrongDefinitionChangesNothingAndIsCounted() throws Exception {
    publish(withKey(TestBus.KEY));
    publish("{ bus: sports, vendros: {} }");

    assertThat(post(TestBus.KEY).status()).isEqualTo(202);
    assertThat(gateway.metrics())
        .contains(
            "lakebus_gateway_definition_version 1.0",
            "lakebus_gateway_definition_refused_total 1.0");
  }

  @Test
  void whatAVendorHasUsedLivesOverADefinitionThatDoesNotChangeItsLimits() throws Exception {
    String limited =
        "{ bus: sports, max-tables: %d, vendors: { statsfeed: { keys: [{ sha256: %s }],"
            + " limits: { events-per-day: %d } } } }";
    String hash = TestBus.sha256(TestBus.KEY);
    publish(limited.formatted(1, hash, 1));
    assertThat(post(TestBus.KEY).status()).isEqualTo(202);

    publish(limited.formatted(2, hash, 1));
    assertThat(post(TestBus.KEY).status()).isEqualTo(429);

    publish(limited.formatted(3, hash, 2));
    assertThat(post(TestBus.KEY).status()).isEqualTo(202);
  }

  @Test
  void itDoesNotBeginWithADefinitionWhoseSecretsItDoesNotHave() throws Exception {
    publish(withSecret(TestBus.KEY, "{ env: NOT_THERE }"));

    assertThat(post(TestBus.KEY).status()).isEqualTo(503);
    assertThat(gateway.toAdmin("/readyz").get().body())
        .contains("the environment variable NOT_THERE is not set");

    publish(withSecret(TestBus.KEY, SECRET_THAT_IS_THERE));
    assertThat(post(TestBus.KEY).status()).isEqualTo(202);
  }

  @Test
  void onceItWorksASecretThatIsNotThereCostsItsOwnKeyOnly() throws Exception {
    publish(withSecret(TestBus.KEY, SECRET_THAT_IS_THERE));
    publish(withSecret(TestBus.OTHER_KEY, "{ env: NOT_THERE }"));

    assertThat(post(TestBus.OTHER_KEY).status()).isEqualTo(202);
    assertThat(post(TestBus.KEY).status()).as("a key that was taken away").isEqualTo(401);
  }

  @Test
  void aNameThatNoBusCanHaveIsAWrongSetting() {
    assertThatThrownBy(() -> new FollowedBus("Sports!", follower, TestBus.secrets()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is not a bus's name");
  }
}
