// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where a secret is to be found. */
final class SecretRefReader {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Problems problems;

  SecretRefReader(Problems problems) {
    this.problems = problems;
  }

  /** {@code {env: NAME}} or {@code {file: PATH}}. */
  Optional<SecretRef> read(Fields fields) {
    if (fields.isMapping() && fields.has("env") == fields.has("file")) {
      problems.add(fields.place(), "either 'env' or 'file' must be there");
    }
    Optional<SecretRef> variable = fields.take("env", SecretRefReader::variable);
    Optional<SecretRef> file = fields.take("file", SecretRefReader::file);
    fields.finish("env", "file");
    return variable.or(() -> file);
  }

  /** Does not repeat the text: who mistakes the key's meaning may have put the secret there. */
  private static SecretRef variable(String text) {
    if (!VARIABLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not the name of an environment variable: letters, digits and _, no digit first");
    }
    return new SecretRef.Environment(text);
  }

  private static SecretRef file(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("is empty, but should be a file's path");
    }
    return new SecretRef.File(text);
  }
}
