// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.event.EventTopic;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.cli.Pause;
import io.lakebus.local.control.LiveDefinition;
import io.lakebus.local.control.Stack;
import io.lakebus.local.faults.proxy.LinkProxies;
import io.lakebus.local.faults.proxy.S3Keys;
import io.lakebus.local.send.VendorLoad;
import io.lakebus.local.service.Catalog;
import io.lakebus.local.service.JobControl;
import io.lakebus.local.service.S3;
import io.lakebus.local.service.Trino;
import io.lakebus.local.service.Uptake;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stack that is up, with all that is needed to torture it.
 *
 * @param stack the stack
 * @param plan what was asked for
 * @param proxies the network between its processes
 */
record Stand(Stack stack, TorturePlan plan, LinkProxies proxies) {

  private static final Duration FIRST_ROWS = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final List<String> TABLES = List.of("cat1", "cat2", "tble_all_data", "events");
  private static final int SENDERS = 4;
  private static final Pause PAUSE = Thread::sleep;

  /** A vendor who begins to send when told to, with a journal of each sender. */
  VendorLoad load(List<Path> journals) throws IOException {
    Path sample = stack.project().resolve("sample/sport-events.csv");
    if (!Files.exists(sample)) {
      throw new CommandFailure("The sample is not there: " + sample);
    }
    String key = Files.readString(stack.home().demoKey()).strip();
    return new VendorLoad(
        new VendorLoad.Plan(Ports.url(stack.ports().gateway()), key, sample, journals, plan.rate()),
        plan.seed());
  }

  /** The files of a load's journals, one for each sender. */
  List<Path> journals(String name) {
    return IntStream.rangeClosed(1, SENDERS)
        .mapToObj(sender -> stack.home().folder().resolve(name + "-" + sender + ".journal"))
        .toList();
  }

  /** The stack, as faults reach it. */
  World world(VendorLoad load) throws IOException {
    String bus = stack.bus().name();
    Secrets secrets = new Secrets(stack.home());
    Broker broker = new Broker(stack.ports().kafka());
    TableProgress archive =
        new TableProgress(
            Ports.url(stack.ports().catalog()), secrets.get(Catalog.TOKEN), bus, "events");
    return new World(
        new StackProcesses(stack.home()),
        new JobControl(stack.job()),
        new FailPoints(stack.home().faults(), PAUSE),
        new LinkTrouble(proxies, PAUSE),
        new S3Keys(S3.ACCESS_KEY, secrets.get(S3.SECRET_KEY)),
        broker,
        new LiveRules(new LiveDefinition(stack), new Uptake(stack.job())),
        new NewRows(broker, EventTopic.name(bus), archive),
        load,
        PAUSE);
  }

  /** The stack, as the torture sees it. */
  Arena arena(World world) {
    String url = Trino.jdbcUrl(stack.ports()) + "/" + stack.bus().name();
    Recoveries.Signs signs =
        new LiveSigns(world.rows(), world.processes(), new Readers(url, TABLES, PAUSE));
    return new LiveArena(world, new Recoveries(signs, InstantSource.system(), PAUSE));
  }

  /**
   * Waits until rows are visible of events from after now.
   *
   * @throws CommandFailure if that takes too long
   */
  void awaitFirstRows(World world) throws InterruptedException {
    Instant end = Instant.now().plus(FIRST_ROWS);
    NewRows.Mark mark = world.rows().mark();
    while (!world.rows().areVisible(mark)) {
      if (Instant.now().isAfter(end)) {
        throw new CommandFailure(
            "no new rows are visible after %d s; not ready: %s"
                .formatted(FIRST_ROWS.toSeconds(), world.processes().notReady()));
      }
      PAUSE.sleep(POLL);
    }
  }
}
