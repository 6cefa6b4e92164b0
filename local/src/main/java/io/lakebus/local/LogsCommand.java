// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.StackOptions;
import io.lakebus.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the services print. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows the last lines of a service's log, or of all of them.")
final class LogsCommand implements Callable<Integer> {

  @Mixin private StackOptions options;

  @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE", description = "Its name.")
  private Optional<String> service = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is printed from now on.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many lines of each (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = options.home();
    List<Path> files = service.map(name -> List.of(home.log(name))).orElse(all(home));
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new CommandFailure(
            "There is no log "
                + file
                + "; there are "
                + all(home).stream().map(this::name).toList());
      }
    }
    if (files.isEmpty()) {
      throw new CommandFailure("There are no logs in " + home.folder() + " yet.");
    }
    List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      command.add("-F");
    }
    files.forEach(file -> command.add(file.toString()));
    Process tail = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(tail::destroy));
    return tail.waitFor();
  }

  private String name(Path file) {
    return file.getFileName().toString().replaceAll("\\.log$", "");
  }

  private static List<Path> all(Home home) throws IOException {
    Path folder = home.logs();
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }
}
