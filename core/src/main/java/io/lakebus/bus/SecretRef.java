// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import static java.util.Objects.requireNonNull;

/** Where a secret is to be found. The secret itself is never in a definition. */
public sealed interface SecretRef {

  /**
   * The value of an environment variable.
   *
   * @param name the variable's name
   */
  record Environment(String name) implements SecretRef {

    public Environment {
      requireNonNull(name, "name is null");
    }

    @Override
    public String toString() {
      return "the environment variable " + name;
    }
  }

  /**
   * The content of a file.
   *
   * @param path the file's path
   */
  record File(String path) implements SecretRef {

    public File {
      requireNonNull(path, "path is null");
    }

    @Override
    public String toString() {
      return "the file " + path;
    }
  }
}
