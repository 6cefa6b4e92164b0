// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A service's process, which nobody starts again when it ends. */
final class Started implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Service service;
  private final Path log;
  private final Process process;

  private Started(Service service, Path log, Process process) {
    this.service = service;
    this.log = log;
    this.process = process;
  }

  /** Starts it; it may not be ready yet. */
  static Started start(Service service, Home home) throws IOException, InterruptedException {
    Launch launch = service.prepare();
    Path log = home.log(service.name());
    Files.createDirectories(home.logs());
    return new Started(service, log, launch.in(home.folder(), log).start());
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits until it can do its work.
   *
   * @throws CommandFailure if it ends before, or does not get ready
   */
  void awaitReady() throws InterruptedException {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!service.isReady()) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandFailure(service.name() + " has ended, see " + log);
      }
      if (System.nanoTime() > limit) {
        throw new CommandFailure(service.name() + " does not get ready, see " + log);
      }
    }
  }

  /** Ends it gracefully, and waits for that. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      Processes.end(process.toHandle(), service.grace());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
