// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.secret;

import io.lakebus.bus.SecretRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SystemSecretsTest extends SecretsContract {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("a"), " s3cret/+=\n");
    Files.writeString(folder.resolve("empty"), " ");
  }

  @Override
  Secrets secrets() {
    return new SystemSecrets(Map.of("A", " s3cret/+=\n"));
  }

  @Override
  SecretRef file() {
    return new SecretRef.File(folder.resolve("a").toString());
  }

  @Override
  SecretRef emptyFile() {
    return new SecretRef.File(folder.resolve("empty").toString());
  }

  @Override
  SecretRef noFile() {
    return new SecretRef.File(folder.resolve("none").toString());
  }

  @Test
  void aFolderIsNoSecret() {
    SecretRef reference = new SecretRef.File(folder.toString());

    assertThatThrownBy(() -> secrets().resolve(reference))
        .isInstanceOf(UnresolvedSecretException.class)
        .hasMessageStartingWith(reference + " cannot be read: ");
  }
}
