// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.secret;

import io.lakebus.bus.SecretRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What holds of all secrets, wherever they are. */
abstract class SecretsContract {

  static final SecretRef VARIABLE = new SecretRef.Environment("A");
  static final SecretRef OTHER_VARIABLE = new SecretRef.Environment("B");

  /**
   * Secrets with {@code " s3cret/+=\n"} as {@link #VARIABLE} and in {@link #file}, and a blank in
   * {@link #emptyFile}; nothing else.
   */
  abstract Secrets secrets();

  abstract SecretRef file();

  abstract SecretRef emptyFile();

  abstract SecretRef noFile();

  @Test
  void aSecretIsWithoutTheBlanksAroundIt() throws UnresolvedSecretException {
    assertThat(secrets().resolve(VARIABLE)).isEqualTo("s3cret/+=");
    assertThat(secrets().resolve(file())).isEqualTo("s3cret/+=");
  }

  @Test
  void whereThereIsNoneIsSaid() {
    assertUnresolved(OTHER_VARIABLE, "the environment variable B is not set");
    assertUnresolved(noFile(), noFile() + " is not there");
    assertUnresolved(emptyFile(), emptyFile() + " is empty");
  }

  final void assertUnresolved(SecretRef reference, String message) {
    assertThatThrownBy(() -> secrets().resolve(reference))
        .isInstanceOf(UnresolvedSecretException.class)
        .hasMessage(message);
  }
}
