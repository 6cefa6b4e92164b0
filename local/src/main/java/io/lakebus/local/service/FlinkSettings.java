// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings that JobManager and TaskManager share: what is the cluster's. How the job keeps its
 * state, makes checkpoints and restarts it says itself.
 *
 * @param home of the stack
 * @param ports of the stack
 */
record FlinkSettings(Home home, Ports ports) {

  /** What the JDK forbids by default and Flink's serializers and libraries do. */
  static final List<String> JVM_OPTIONS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED");

  private static final int SLOTS = 2;

  /** Where completed checkpoints are kept, in a folder per run of the job. */
  static Path checkpoints(Home home) {
    return home.data("flink").resolve("checkpoints");
  }

  /** Writes the configuration folder and returns it. */
  Path write() throws IOException {
    Path folder = home.etc().resolve("flink");
    Files.createDirectories(checkpoints(home));
    Files.createDirectories(home.data("flink").resolve("tmp"));
    Files.createDirectories(home.data("flink").resolve("jars"));
    PrivateFiles.write(
        folder.resolve("config.yaml"),
        settings().entrySet().stream()
            .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
            .collect(Collectors.joining()));
    return folder;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    putAddresses(settings);
    putMemory(settings);
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    // Flink asks the cluster for this, never the job: with some older ones kept, a newest one that
    // cannot be read is not the end. See Job.
    settings.put("execution.checkpointing.num-retained", "3");
    settings.put("pekko.startup-timeout", "60 s"); // a busy machine
    // A process that was killed is noticed by two heartbeats that find nobody there; one that
    // stands still by the timeout.
    settings.put("heartbeat.interval", "500");
    settings.put("heartbeat.timeout", "10000");
    settings.put("slot.idle.timeout", "10000");
    settings.put("io.tmp.dirs", home.data("flink").resolve("tmp").toString());
    settings.put("web.upload.dir", home.data("flink").resolve("jars").toString());
    settings.put("web.refresh-interval", "2000");
    settings.put("metrics.latency.history-size", "16");
    // Metrics are fetched when somebody asks for them; so old they may be then.
    settings.put("metrics.fetcher.update-interval", "500");
    // Flink fetches no metrics while it waits for those of a process that has died meanwhile.
    settings.put("web.timeout", "20 s");
    // The job is on the cluster's own class path: see ClassPaths.
    settings.put("classloader.resolve-order", "parent-first");
    settings.put("classloader.check-leaked-classloader", "false");
    return settings;
  }

  private void putAddresses(Map<String, String> settings) {
    settings.put("jobmanager.rpc.address", Ports.HOST);
    settings.put("jobmanager.rpc.port", Integer.toString(ports.flinkRpc()));
    settings.put("jobmanager.bind-host", Ports.HOST);
    settings.put("taskmanager.host", Ports.HOST);
    settings.put("taskmanager.bind-host", Ports.HOST);
    settings.put("taskmanager.resource-id", "taskmanager");
    settings.put("rest.address", Ports.HOST);
    settings.put("rest.bind-address", Ports.HOST);
    settings.put("rest.port", Integer.toString(ports.flink()));
  }

  /**
   * Every part of the TaskManager's memory, as Flink's own start script would compute it: a
   * TaskManager refuses to start with one missing.
   */
  private static void putMemory(Map<String, String> settings) {
    settings.put("taskmanager.cpu.cores", SLOTS + ".0");
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.task.heap.size", "320m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "64m");
    settings.put("taskmanager.memory.network.min", "64m");
    settings.put("taskmanager.memory.network.max", "64m");
    settings.put("taskmanager.memory.managed.size", "192m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "192m");
    settings.put("taskmanager.memory.jvm-overhead.min", "128m");
    settings.put("taskmanager.memory.jvm-overhead.max", "128m");
  }

  /** The limits of the virtual machine that go with the memory settings. */
  static List<String> taskManagerLimits() {
    return List.of("-Xmx448m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=192m");
  }
}
