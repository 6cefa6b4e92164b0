// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.secret;

import io.lakebus.bus.SecretRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Secrets in the process's environment and in files, UTF-8. Blanks and line ends around a secret do
 * not belong to it.
 */
public final class SystemSecrets implements Secrets {

  private final Map<String, String> environment;

  /**
   * @param environment the environment's variables
   */
  public SystemSecrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String resolve(SecretRef reference) throws UnresolvedSecretException {
    String secret =
        switch (reference) {
          case SecretRef.Environment variable -> variable(variable);
          case SecretRef.File file -> content(file);
        };
    if (secret.isBlank()) {
      throw new UnresolvedSecretException(reference, "is empty");
    }
    return secret.strip();
  }

  private String variable(SecretRef.Environment reference) throws UnresolvedSecretException {
    String value = environment.get(reference.name());
    if (value == null) {
      throw new UnresolvedSecretException(reference, "is not set");
    }
    return value;
  }

  private static String content(SecretRef.File reference) throws UnresolvedSecretException {
    try {
      return Files.readString(Path.of(reference.path()));
    } catch (NoSuchFileException e) {
      throw new UnresolvedSecretException(reference, "is not there");
    } catch (IOException | InvalidPathException e) {
      throw new UnresolvedSecretException(reference, "cannot be read: " + e);
    }
  }
}
