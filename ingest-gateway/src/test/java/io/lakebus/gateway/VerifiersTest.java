// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.bus.Bus;
import io.lakebus.config.ConfigException;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.secret.InMemorySecrets;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class VerifiersTest {

  private static final Bus BUS =
      TestHooks.parse(
          """
          bus: sports
          vendors:
            v:
              access-keys: [{ id: AKIA000000000000, secret: { env: A } }]
              hooks: { h: { scheme: github, secrets: [{ file: /b }] } }
          """);

  @Test
  void whatIsMissingForAccessKeysAndForHooksIsToldAtOnce() {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                Verifiers.of(
                    () -> BUS,
                    new InMemorySecrets(Map.of()),
                    InstantSource.fixed(TestGateway.NOW)));

    assertThat(thrown.problems())
        .containsExactly(
            "the secret of the access key AKIA000000000000 of the vendor v is not known: the"
                + " environment variable A is not set",
            "a secret of the hook h of the vendor v is not known: the file /b is not there");
  }
}
