// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Standard Webhooks' own library signs. */
class StandardWebhooksLibraryTest {

  private static final String BODY = "{\"type\":\"match.score\",\"data\":{\"home\":\"Örebro\"}}";

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TestGateway gateway =
      TestGateway.start(
          TestHooks::bus, TestHooks.secrets(), InstantSource.fixed(TestGateway.NOW), log);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aWebhookOfTheLibraryIsAccepted() throws WebhookSigningException {
    Answer answer = post(new Webhook(TestHooks.STANDARD), BODY);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo("{\"accepted\":1,\"events\":[{\"id\":\"msg_lib\",\"status\":\"accepted\"}]}");
    assertThat(new String(log.records().getFirst().value(), StandardCharsets.UTF_8))
        .isEqualTo(BODY);
  }

  @Test
  void soIsOneThatItSignsWithTheSecretBefore() throws WebhookSigningException {
    assertThat(post(new Webhook(TestHooks.OLD_STANDARD), BODY).status()).isEqualTo(202);
  }

  @Test
  void oneWithAnotherBodyIsNot() throws WebhookSigningException {
    assertThat(post(new Webhook(TestHooks.STANDARD), BODY.replace("Ö", "O")).status())
        .isEqualTo(401);
    assertThat(log.records()).isEmpty();
  }

  /** Signs {@link #BODY}, and sends another one perhaps. */
  private Answer post(Webhook webhook, String body) throws WebhookSigningException {
    long seconds = TestGateway.NOW.getEpochSecond();
    return gateway
        .to("/v1/hooks/standard")
        .without("Authorization")
        .with(Webhook.UNBRANDED_MSG_ID_KEY, "msg_lib")
        .with(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(seconds))
        .with(Webhook.UNBRANDED_MSG_SIGNATURE_KEY, webhook.sign("msg_lib", seconds, BODY))
        .post(body);
  }
}
