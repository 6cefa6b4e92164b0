// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.bus.ParsedBus;
import io.lakebus.bus.Problem;
import java.time.Instant;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** What a definition log has at one place. */
public sealed interface LoggedDefinition {

  /** The version that the place gives. */
  int version();

  /**
   * Whether it can come into force.
   *
   * @param bus the bus's name; a definition of another bus is wrong
   */
  Judgement judge(String bus);

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

    @Override
    public Judgement judge(String bus) {
      return switch (files.parse()) {
        case ParsedBus.Invalid invalid ->
            new Judgement.Wrong(invalid.problems().stream().map(Problem::toString).toList());
        case ParsedBus.Valid valid when !valid.bus().name().equals(bus) ->
            new Judgement.Wrong(List.of("it is of the bus '" + valid.bus().name() + "'"));
        case ParsedBus.Valid valid ->
            new Judgement.Right(new Definition(version, files, valid.bus()));
      };
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

    @Override
    public Judgement judge(String bus) {
      return new Judgement.Wrong(List.of(problem));
    }
  }
}
