// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/** What a definition log has at one place. */
public sealed interface LoggedDefinition {

  /** The version that the place gives. */
  int version();

  /**
   * A definition, which may be wrong.
   *
   * @param version its version
   * @param files its files
   * @param publishedAt when the log took it
   */
  record Published(int version, DefinitionFiles files, Instant publishedAt)
      implements LoggedDefinition {

    public Published {
      requireNonNull(files, "files is null");
      requireNonNull(publishedAt, "publishedAt is null");
    }
  }

  /**
   * Something that no publisher of this project has written.
   *
   * @param version the version that it would have been
   * @param problem why it is no definition
   */
  record Unreadable(int version, String problem) implements LoggedDefinition {

    public Unreadable {
      requireNonNull(problem, "problem is null");
    }
  }
}
