// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.secret;

import io.lakebus.bus.SecretRef;
import java.util.Map;

/** Secrets that live as long as the process. */
public final class InMemorySecrets implements Secrets {

  private final Map<SecretRef, String> secrets;

  /**
   * @param secrets the secrets by what refers to them
   */
  public InMemorySecrets(Map<SecretRef, String> secrets) {
    this.secrets = Map.copyOf(secrets);
  }

  @Override
  public String resolve(SecretRef reference) throws UnresolvedSecretException {
    String secret = secrets.get(reference);
    if (secret == null) {
      throw new UnresolvedSecretException(
          reference, reference instanceof SecretRef.Environment ? "is not set" : "is not there");
    }
    if (secret.isBlank()) {
      throw new UnresolvedSecretException(reference, "is empty");
    }
    return secret.strip();
  }
}
