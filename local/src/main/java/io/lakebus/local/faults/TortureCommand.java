// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.event.EventTopic;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.cli.Ending;
import io.lakebus.local.control.RunOptions;
import io.lakebus.local.control.Stack;
import io.lakebus.local.stack.Links;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lakebus torture}: faults in a stack under load, and then the count. */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a stack of its own, sends events to it, injects faults meanwhile, and then compares"
          + " what was sent with what the tables hold, event by event.",
      "",
      "Which faults come in which order with which parameters depends on the seed, --faults and"
          + " --at-once alone: the same ones repeat a run, as far as the machine does its part."
          + " After each, or each group that came at once, the time is measured until rows are"
          + " visible of events received after it and until every service is ready again, and every"
          + " table is read.",
      "",
      "The vendor repeats itself all the time (F10): of its requests some are given up after 15 ms"
          + " and sent again, and of the accepted events some are sent again up to four times, at"
          + " once or within a minute, always with the same id.",
      "",
      "The faults of the network need as many ports again as a stack has, 10000 higher.",
      "",
      "Ctrl-C ends it in good order, with the count and a report of what was found so far."
    },
    footer = {
      "",
      "Exit code 0 if everything holds and the stack came back each time; 1 if not, or if the run"
          + " was ended before its time; 2 for wrong usage. The stack is always ended. Its folder is"
          + " deleted after a run in which everything held, and kept for a look after any other."
    })
public final class TortureCommand implements Callable<Integer> {

  /** The bus of a new stack. */
  private static final String BUS = "sports";

  private static final int LINK_SHIFT = 10_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Determines the faults (default: another one each time; it is printed).")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "How long faults are injected (default: 10, unless --injections is given).")
  private Optional<Double> minutes = Optional.empty();

  @Option(
      names = "--injections",
      paramLabel = "N",
      description = "Inject each fault so many times, however long that takes.")
  private Optional<Integer> injections = Optional.empty();

  @Option(
      names = "--faults",
      paramLabel = "ID",
      split = ",",
      description = {
        "Only these faults: F01,F19/looked for example; F19 is all of F19 (default: all that need"
            + " not be named)."
      })
  private List<String> faults = List.of();

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "2",
      description = {
        "So many faults at most come within seconds of each other; how many each time is up to the"
            + " seed (default: ${DEFAULT-VALUE})."
      })
  private int atOnce;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Events a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--recovery",
      paramLabel = "TIME",
      defaultValue = "3m",
      description = "How long the stack may take to come back (default: ${DEFAULT-VALUE}).")
  private Duration recovery;

  @Mixin private RunOptions options = new RunOptions(".lakebus-torture", 1000);

  @Option(names = "--list", description = "Show all faults, and do nothing.")
  private boolean list;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Stack stack = options.stack(ports -> Links.shifted(ports, LINK_SHIFT));
    if (list) {
      list(spec.commandLine().getOut());
      return 0;
    }
    check();
    RunOptions.requireNew(stack.home());
    long chosen = seed.orElseGet(() -> RandomGenerator.getDefault().nextLong(1_000_000_000L));
    TorturePlan plan =
        new TorturePlan(
            chosen,
            selected(),
            atOnce,
            new TorturePlan.Limits(duration(), injections, recovery),
            rate,
            command(chosen));
    try (Ending ending = new Ending(Thread.currentThread())) {
      TortureRun run = new TortureRun(stack, plan, spec.commandLine().getOut(), ending);
      TortureReport written = run.run();
      options.write(written.lines());
      run.end(
          written.isRight() && !options.isKept()
              ? TortureRun.Deletion.DELETE
              : TortureRun.Deletion.KEEP);
      return written.isRight() && !ending.isAsked() ? 0 : 1;
    } catch (InterruptedException e) {
      throw new CommandFailure("Ended before anything was injected; the stack has ended, too.", e);
    }
  }

  private void check() {
    if (!(rate > 0)) {
      throw new ParameterException(spec.commandLine(), "--rate is above 0");
    }
    if (atOnce < 1) {
      throw new ParameterException(spec.commandLine(), "--at-once is at least 1");
    }
    if (injections.orElse(1) < 1 || !(minutes.orElse(1.0) > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--injections is at least 1, --minutes above 0");
    }
  }

  private List<Fault> selected() {
    try {
      return new Catalogue(EventTopic.name(BUS)).select(faults);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Injections have no limit in time unless one is given. */
  private Optional<Duration> duration() {
    Optional<Double> limit = injections.isPresent() ? minutes : minutes.or(() -> Optional.of(10.0));
    return limit.map(given -> Duration.ofMillis((long) (given * 60_000)));
  }

  /** What repeats this run. */
  private String command(long chosen) {
    StringBuilder text = new StringBuilder("lakebus torture --seed " + chosen);
    duration().ifPresent(time -> text.append(" --minutes ").append(time.toMillis() / 60_000.0));
    injections.ifPresent(times -> text.append(" --injections ").append(times));
    if (!faults.isEmpty()) {
      text.append(" --faults ").append(String.join(",", faults));
    }
    text.append(" --at-once ").append(atOnce).append(" --rate ").append(rate);
    return text.append(" --recovery ")
        .append(recovery.toSeconds())
        .append('s')
        .toString()
        .replaceAll("\\.0(?= |$)", "");
  }

  private static void list(PrintWriter out) {
    for (Fault fault : new Catalogue("").all()) {
      String when =
          switch (fault.kind()) {
            case ORDINARY -> "";
            case ALONE -> " [alone]";
            case NAMED_ONLY, LAST -> " [only when named]";
          };
      out.printf("%-26s %s%s%n", fault.id(), fault.sentence(), when);
    }
    out.println();
    out.println("F10 (the vendor repeats itself) is part of the load in every run.");
    out.flush();
  }
}
