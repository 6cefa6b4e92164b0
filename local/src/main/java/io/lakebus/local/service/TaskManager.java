// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Flink's TaskManager. It ends with its JobManager: a task that outlives the JobManager that
 * scheduled it could still commit after a new JobManager has started its successor.
 */
public final class TaskManager implements Service {

  public static final String NAME = "taskmanager";

  private final Home home;
  private final Ports ports;
  private final ClassPaths classPaths;
  private final Probes probes;

  public TaskManager(Home home, Ports ports, ClassPaths classPaths, Probes probes) {
    this.home = home;
    this.ports = ports;
    this.classPaths = classPaths;
    this.probes = probes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> endsWith() {
    return Optional.of(JobManager.NAME);
  }

  @Override
  public List<Integer> ports() {
    return List.of();
  }

  @Override
  public Launch prepare() throws IOException {
    List<String> options = new ArrayList<>(FlinkSettings.taskManagerLimits());
    options.add("-XX:+UseSerialGC");
    options.add(Logging.option(home));
    options.addAll(FlinkSettings.JVM_OPTIONS);
    return new JavaProgram(
            NAME,
            classPaths.flink(),
            classPaths.archives(),
            options,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner")
        .launch(home, List.of("--configDir", new FlinkSettings(home, ports).write().toString()));
  }

  @Override
  public boolean answers() throws InterruptedException {
    return probes
        .get(Ports.url(ports.flink()).resolve("/taskmanagers"))
        .filter(body -> body.contains("\"id\":\"taskmanager\""))
        .isPresent();
  }
}
