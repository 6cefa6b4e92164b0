// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Agent;
import io.lakebus.bench.agent.BadOutcome;
import io.lakebus.bench.agent.Misdeed;
import io.lakebus.bench.agent.Outcome;
import io.lakebus.bench.load.BadMain;
import io.lakebus.bench.load.BadPlan;
import io.lakebus.bench.load.Crowd;
import io.lakebus.bench.load.LoadMain;
import io.lakebus.bench.load.LoadPlan;
import io.lakebus.bench.measure.SharedBlock;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** A good vendor and bad ones, each in a process, at one gateway; closing ends them all. */
final class NeighboursStand implements AutoCloseable {

  private static final String GOOD = "good vendor";

  /** The bad load begins before the good one does, and this is how much longer it goes on. */
  private static final Duration OVERLAP = Duration.ofMillis(200);

  private final Ground ground;
  private final Subject.Server good;
  private final Agent badAgent;
  private final BadPlan.Target target;

  private NeighboursStand(
      Ground ground, Subject.Server good, Agent badAgent, BadPlan.Target target) {
    this.ground = ground;
    this.good = good;
    this.badAgent = badAgent;
    this.target = target;
  }

  /**
   * Starts it all.
   *
   * @param say told what is ready
   * @throws CommandFailure if it cannot start; then nothing is left running
   */
  static NeighboursStand start(Stack stack, Consumer<String> say)
      throws IOException, InterruptedException {
    Ground ground = new Ground(stack);
    try {
      ground.check(List.of());
      NeighboursBus bus = NeighboursBus.prepare(stack);
      Started broker = ground.startBroker();
      broker.awaitReady();
      Started gateway = ground.startGateway();
      gateway.awaitReady();
      ground.boundTopic();
      say.accept("broker and gateway are ready");
      LoadPlan.Target events = new LoadPlan.Target(stack.ports().gateway(), bus.goodKey(), 1);
      List<Long> pids = List.of(gateway.pid(), broker.pid());
      Agent goodAgent = ground.load("good", LoadMain.class.getName());
      return new NeighboursStand(
          ground,
          new Subject.Server(GOOD, events, 1, pids, goodAgent),
          ground.load("bad", BadMain.class.getName()),
          bus.bad());
    } catch (IOException | InterruptedException | RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  /** Gives the bad vendors a processor of their own. */
  void separate(Processors processors, int round) throws IOException, InterruptedException {
    processors.separate(round, badAgent.pid(), ground.allBut(badAgent.pid()));
  }

  /**
   * What came of a block.
   *
   * @param good the good vendor's events
   * @param bad the bad vendors' requests
   */
  record Both(Outcome good, BadOutcome bad) {

    SharedBlock block() {
      return SharedBlock.of(good, bad);
    }
  }

  /** Measures the good vendor, who sends so many events a second, beside these bad ones. */
  Both run(double rate, LoadPlan.Span span, Map<Misdeed, Crowd> crowds)
      throws IOException, InterruptedException {
    if (crowds.isEmpty()) {
      return new Both(good.steady(rate, span), BadOutcome.NOTHING);
    }
    BadPlan plan = new BadPlan(target, crowds, span.lead().plus(span.time()).plus(OVERLAP));
    CompletableFuture<BadOutcome> bad = CompletableFuture.supplyAsync(() -> misbehave(plan));
    Outcome outcome = good.steady(rate, span);
    return new Both(outcome, await(bad));
  }

  private BadOutcome misbehave(BadPlan plan) {
    try {
      return BadOutcome.of(badAgent.ask(plan.fields()));
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private static BadOutcome await(CompletableFuture<BadOutcome> bad)
      throws IOException, InterruptedException {
    try {
      return bad.get();
    } catch (ExecutionException e) {
      throw new IOException("the bad vendors failed", e.getCause());
    }
  }

  /** How many records the gateway has written. */
  long records() throws IOException, InterruptedException {
    return ground.records();
  }

  @Override
  public void close() {
    ground.close();
  }
}
