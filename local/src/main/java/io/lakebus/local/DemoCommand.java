// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.Progress;
import io.lakebus.local.control.Stack;
import io.lakebus.local.control.StackControl;
import io.lakebus.local.control.StackOptions;
import io.lakebus.local.sql.Queries;
import io.lakebus.local.sql.QueryException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The whole path on real input. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the stack, sends the sample of sport events as a vendor does, waits until every",
      "accepted event can be queried, and shows what landed where. The stack goes on running."
    })
final class DemoCommand implements Callable<Integer> {

  private static final List<String> TABLES = List.of("cat1", "cat2", "tble_all_data", "events");

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = options.stack();
    Path sample = StackOptions.project().resolve("sample/sport-events.csv");
    if (!Files.exists(sample)) {
      throw new CommandFailure("The sample is not there: " + sample);
    }
    out.println("1. The stack");
    new StackControl(stack, new Progress(out)).up(UpCommand.LIMIT);

    out.println();
    out.println("2. The sample becomes a vendor's POSTs");
    Path journal = stack.home().folder().resolve("demo.journal");
    int sent = run("send", sample.toString(), "--journal", journal.toString());

    out.println();
    out.println("3. Every accepted event is looked for in the tables, by its id");
    int checked = run("check", journal.toString(), "--wait", "180s", "--settle", "2s");

    out.println();
    out.println("4. What Trino counts");
    count(stack, out);
    StackUrls.print(stack, out);
    return sent == 0 && checked == 0 ? 0 : 1;
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", options.home().folder().toString()));
    all.addAll(List.of("--port-offset", Integer.toString(options.ports().offset())));
    PrintWriter out = spec.commandLine().getOut();
    out.flush();
    CommandLine commandLine = Lakebus.commandLine().setOut(out).setErr(spec.commandLine().getErr());
    int exitCode = commandLine.execute(all.toArray(String[]::new));
    out.flush();
    return exitCode;
  }

  private void count(Stack stack, PrintWriter out) {
    try (Queries queries = new Queries(options.jdbcUrl() + "/" + stack.bus().name())) {
      for (String table : TABLES) {
        out.printf("  %-14s %,9d rows%n", table, queries.number("SELECT count(*) FROM " + table));
      }
    } catch (QueryException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
