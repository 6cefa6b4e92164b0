// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.control;

import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Records;
import io.lakebus.local.stack.Service;
import io.lakebus.local.stack.Supervisor;
import io.lakebus.local.stack.SupervisorRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that keeps the stack running. Asked to end (SIGTERM) it ends the services first. Of
 * one home there is one supervisor: it holds a lock for as long as it lives.
 */
public final class SupervisorMain {

  private static final Logger LOG = LoggerFactory.getLogger(SupervisorMain.class);

  private SupervisorMain() {}

  /**
   * Runs until it is asked to end.
   *
   * @param arguments project folder, home folder, port offset, how far links are shifted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Home home = new Home(Path.of(arguments[1]));
    Ports ports = new Ports(Integer.parseInt(arguments[2]));
    Links links = new Links(ports, Integer.parseInt(arguments[3]));
    Stack stack = new Stack(Path.of(arguments[0]), home, links);

    Files.createDirectories(home.run());
    try (FileChannel channel = lockFile(home);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        LOG.error("another supervisor runs on {}", home.folder());
        System.exit(1);
      }
      supervise(stack);
    }
  }

  private static FileChannel lockFile(Home home) throws IOException {
    return FileChannel.open(
        home.run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void supervise(Stack stack) throws InterruptedException {
    Records records = new Records(stack.home());
    Map<String, ProcessHandle> orphans = new HashMap<>(Processes.of(stack.home()));
    orphans.remove(Processes.SUPERVISOR);
    endThoseWithoutTheirMaster(stack, orphans);
    records.clear();
    Supervisor supervisor = new Supervisor(stack.kept(records, orphans));
    records.writeSupervisor(
        new SupervisorRecord(ProcessHandle.current().pid(), stack.fingerprint(), stack.names()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "stop"));
    LOG.info("The supervisor of {} starts", stack.home().folder());
    supervisor.start();
    supervisor.awaitFailure();
    System.exit(1);
  }

  private static void endThoseWithoutTheirMaster(Stack stack, Map<String, ProcessHandle> orphans) {
    for (Service service : stack.services()) {
      boolean bereft = service.endsWith().filter(name -> !orphans.containsKey(name)).isPresent();
      if (bereft && orphans.containsKey(service.name())) {
        orphans.remove(service.name()).destroyForcibly();
      }
    }
  }

  private static void stop(Supervisor supervisor) {
    try {
      supervisor.stop();
      LOG.info("The supervisor has ended all services");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
