// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.secret;

import io.lakebus.bus.SecretRef;
import java.util.Map;

class InMemorySecretsTest extends SecretsContract {

  @Override
  Secrets secrets() {
    return new InMemorySecrets(
        Map.of(VARIABLE, " s3cret/+=\n", file(), " s3cret/+=\n", emptyFile(), " "));
  }

  @Override
  SecretRef file() {
    return new SecretRef.File("a");
  }

  @Override
  SecretRef emptyFile() {
    return new SecretRef.File("empty");
  }

  @Override
  SecretRef noFile() {
    return new SecretRef.File("none");
  }
}
