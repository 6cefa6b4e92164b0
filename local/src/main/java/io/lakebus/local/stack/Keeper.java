// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.local.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the process of one service running: starts it when what it needs answers, starts it again
 * when it has ended or has stopped answering, a little later each time.
 */
public final class Keeper implements Kept {

  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private static final Duration STARTING_POLL = Duration.ofMillis(250);
  private static final Duration READY_POLL = Duration.ofSeconds(2);
  private static final Duration START_LIMIT = Duration.ofMinutes(5); // on a machine without a pause
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(45);
  private static final Duration EXIT_LIMIT = Duration.ofSeconds(2);
  private static final long LOG_LIMIT = 32L << 20;

  private final Service service;
  private final Home home;
  private final Records records;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private volatile State state = State.WAITING;
  private volatile Optional<ProcessHandle> process;
  private Optional<Process> child = Optional.empty();
  private int restarts;
  private Optional<Instant> since = Optional.empty();
  private String message = "";

  /**
   * @param orphan a process of this service that an earlier supervisor started and left behind; it
   *     is watched as if it were an own one
   */
  public Keeper(
      Service service,
      Home home,
      Records records,
      InstantSource clock,
      Optional<ProcessHandle> orphan) {
    this.service = service;
    this.home = home;
    this.records = records;
    this.clock = clock;
    this.process = orphan;
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public Set<String> needs() {
    return service.needs();
  }

  @Override
  public State state() {
    return state;
  }

  private Optional<ProcessHandle> liveProcess() {
    return process.filter(ProcessHandle::isAlive);
  }

  @Override
  public void run(Peers peers) throws InterruptedException {
    Backoff backoff = new Backoff();
    try {
      while (!isStopping()) {
        Instant started = clock.instant();
        message = runOnce(peers);
        if (isStopping()) {
          return;
        }
        peers.processEnded(name());
        restarts++;
        Duration pause = backoff.after(started, clock.instant());
        LOG.warn("{} {}; it is started again in {} ms", name(), message, pause.toMillis());
        enter(State.RESTARTING);
        stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      enter(State.STOPPED);
      stopped.countDown();
    }
  }

  /** One life of the process. Returns why it ended. */
  private String runOnce(Peers peers) throws InterruptedException {
    if (liveProcess().isEmpty()) {
      enter(State.WAITING);
      while (!peers.areReady(needs())) {
        if (stopping.await(STARTING_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          return "was stopped";
        }
      }
      try {
        start();
      } catch (IOException | CommandFailure e) {
        return "cannot be started: " + e.getMessage();
      }
    } else {
      LOG.info("{} is still there as process {}", name(), process.orElseThrow().pid());
      since = process.flatMap(handle -> handle.info().startInstant());
    }
    enter(State.STARTING);
    return watch(process.orElseThrow());
  }

  private void start() throws IOException, InterruptedException {
    Launch launch = service.prepare();
    Path output = home.log(name());
    Files.createDirectories(output.getParent());
    if (Files.exists(output) && Files.size(output) > LOG_LIMIT) {
      Path previous = output.resolveSibling(output.getFileName() + ".1");
      Files.move(output, previous, StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder builder = launch.in(home.folder(), output);
    synchronized (this) {
      if (isStopping()) {
        return;
      }
      Process started = builder.start();
      child = Optional.of(started);
      process = Optional.of(started.toHandle());
    }
    since = Optional.of(clock.instant());
  }

  private String watch(ProcessHandle running) throws InterruptedException {
    Instant lastAnswer = clock.instant();
    while (!Processes.hasEnded(running, state == State.READY ? READY_POLL : STARTING_POLL)) {
      Instant now = clock.instant();
      if (state == State.STARTING ? service.isReady() : service.answers()) {
        lastAnswer = now;
        enter(State.READY);
        continue;
      }
      if (state == State.READY) {
        enter(State.UNHEALTHY);
      }
      Duration limit = state == State.STARTING ? START_LIMIT : SILENCE_LIMIT;
      if (Duration.between(lastAnswer, now).compareTo(limit) > 0) {
        running.destroyForcibly();
        Processes.hasEnded(running, SILENCE_LIMIT);
        return "did not answer for " + limit.toSeconds() + " s and was ended";
      }
    }
    OptionalInt exitCode =
        child.isPresent() ? Processes.exitCode(child.get(), EXIT_LIMIT) : OptionalInt.empty();
    return exitCode.isPresent()
        ? "ended with exit code " + exitCode.getAsInt()
        : "ended, exit code unknown";
  }

  @Override
  public void processEnded(String other) {
    if (service.endsWith().equals(Optional.of(other))) {
      liveProcess().ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public void stop() throws InterruptedException {
    synchronized (this) {
      stopping.countDown();
    }
    if (liveProcess().isPresent()) {
      enter(State.STOPPING);
      Processes.end(process.orElseThrow(), service.grace());
    }
    stopped.await(service.grace().toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private synchronized void enter(State next) {
    boolean changed = state != next;
    boolean backwards = isStopping() && next != State.STOPPING && next != State.STOPPED;
    if (backwards || (!changed && next == State.READY)) {
      return;
    }
    state = next;
    if (next == State.READY) {
      LOG.info("{} is ready", name());
    }
    records.write(
        new ServiceRecord(
            name(),
            next,
            liveProcess().map(ProcessHandle::pid),
            service.ports(),
            service.url(),
            restarts,
            since,
            message));
  }
}
