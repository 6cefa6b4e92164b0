// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.StackOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakebus sql}: queries the tables. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Runs a query on Trino, or asks for queries when there is none.",
    footer = {
      "",
      "Examples:",
      "  lakebus sql \"SHOW TABLES\"",
      "  lakebus sql --format csv \"SELECT * FROM cat1 LIMIT 10\""
    })
public final class SqlCommand implements Callable<Integer> {

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "QUERY", description = "The query.")
  private Optional<String> query = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json, one object a line (default: ${DEFAULT-VALUE}).")
  private RowFormat format;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "Where unqualified tables are (default: the bus's name).")
  private Optional<String> schema = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!options.home().isStack()) {
      throw new CommandFailure("There is no stack yet. Start one with: lakebus up");
    }
    String name = schema.orElseGet(() -> options.stack().bus().name());
    try (Queries queries = new Queries(options.jdbcUrl() + "/" + name)) {
      if (query.isPresent()) {
        queries.run(query.get(), format.writer(spec.commandLine().getOut()));
        return 0;
      }
      Prompt prompt =
          new Prompt(queries, format, name, options.home().folder().resolve("sql.history"));
      return prompt.run() ? 0 : 1;
    } catch (QueryException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
