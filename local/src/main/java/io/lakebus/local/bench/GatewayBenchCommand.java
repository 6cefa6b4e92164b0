// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.CommandFailure;
import io.lakebus.local.StackOptions;
import io.lakebus.local.faults.Ending;
import io.lakebus.local.stack.Folders;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lakebus bench gateway}: what an event costs at the gateway. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how many events the gateway takes for a second of CPU time, beside the least that"
          + " an HTTP server can do, and beside Kafka's own performance test of the producer.",
      "",
      "A broker and a gateway are started as by 'lakebus up', and nothing else of the stack;"
          + " further a bare Jetty and a bare Javalin that read bodies and answer 202, the"
          + " performance test, and the vendors that send. They take turns, block by block, in one"
          + " order and then in the other, each by itself. Events have 1 KB and come one or a"
          + " hundred in a request; the vendor is authenticated, and a 202 means that Kafka has the"
          + " event.",
      "",
      "First each sends as fast as it is answered: events per CPU-second. Then requests come by a"
          + " fixed schedule, half as many as the gateway could take: latency, from the moment at"
          + " which a request was due. Last the gateway is profiled for a block.",
      "",
      "The machine must do nothing else meanwhile. What is measured has a processor of its own, and"
          + " all others share the rest; the processors change roles after each round."
    },
    footer = {
      "",
      "Exit code 0 if Kafka has what was accepted; 1 if not, or if the run was ended before its"
          + " time; 2 for wrong usage. Everything that was started is always ended. The folder is"
          + " deleted after a run that was right, and kept for a look after any other."
    })
public final class GatewayBenchCommand implements Callable<Integer> {

  private static final double MILLIS = 1000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "8",
      description = "How long a block is (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many blocks each has (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many blocks each has before, which do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the report there, too, in Markdown.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "The folder of what is started, a new one (default: .lakebus-bench in the project).")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Added to every port (default: ${DEFAULT-VALUE}).")
  private int portOffset;

  @Option(names = "--keep", description = "Keep the folder also when the run was right.")
  private boolean keep;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Stack stack = stack();
    check(stack.home());
    BenchPlan plan =
        new BenchPlan(Duration.ofMillis((long) (seconds * MILLIS)), blocks, warmUp, command());
    PrintWriter out = spec.commandLine().getOut();
    try (Ending ending = new Ending(Thread.currentThread())) {
      GatewayBench.Result result = run(stack, plan, ending);
      write(result.lines());
      if (result.isRight() && !keep) {
        Folders.delete(stack.home().folder());
      } else {
        out.println("the folder is kept: " + stack.home().folder());
      }
      return result.isRight() ? 0 : 1;
    }
  }

  /** Whoever asks for the end at the terminal asks the processes at the same time. */
  private GatewayBench.Result run(Stack stack, BenchPlan plan, Ending ending) {
    try {
      return new GatewayBench(stack, plan, spec.commandLine().getOut()).run();
    } catch (InterruptedException e) {
      throw new CommandFailure("Ended before its time; everything has ended.", e);
    } catch (IOException e) {
      throw new CommandFailure(
          ending.isAsked()
              ? "Ended before its time; everything has ended."
              : e.getMessage() + "; everything has ended, its logs are in " + stack.home().logs(),
          e);
    }
  }

  private void write(List<String> lines) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    lines.forEach(out::println);
    out.flush();
    if (report.isPresent()) {
      Files.write(report.get(), lines);
    }
  }

  private Stack stack() {
    try {
      Home folder = new Home(home.orElse(StackOptions.project().resolve(".lakebus-bench")));
      return new Stack(StackOptions.project(), folder, new Ports(portOffset));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void check(Home folder) {
    if (!(seconds >= 0.1) || blocks < 1 || warmUp < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds is at least 0.1, --blocks and --warm-up at least 1");
    }
    Collection<ProcessHandle> running = Processes.of(folder).values();
    if (!running.isEmpty()) {
      throw new CommandFailure(
          "A run is under way in "
              + folder.folder()
              + ", or has left processes behind, which can be ended by: kill "
              + running.stream()
                  .map(process -> Long.toString(process.pid()))
                  .collect(Collectors.joining(" ")));
    }
    if (Files.exists(folder.folder())) {
      throw new CommandFailure(
          folder.folder()
              + " is there, from an earlier run perhaps. Look at it, and delete it or name another"
              + " folder by --home.");
    }
  }

  /** What repeats this run. */
  private String command() {
    return "lakebus bench gateway --seconds %s --blocks %d --warm-up %d"
        .formatted(Double.toString(seconds).replaceAll("\\.0$", ""), blocks, warmUp);
  }
}
