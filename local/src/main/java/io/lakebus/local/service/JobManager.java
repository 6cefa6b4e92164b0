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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flink's JobManager with its web UI. */
public final class JobManager implements Service {

  public static final String NAME = "jobmanager";

  private final Home home;
  private final Ports ports;
  private final ClassPaths classPaths;
  private final Probes probes;

  public JobManager(Home home, Ports ports, ClassPaths classPaths, Probes probes) {
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
  public List<Integer> ports() {
    return List.of(ports.flink(), ports.flinkRpc());
  }

  @Override
  public Optional<URI> url() {
    return Optional.of(Ports.url(ports.flink()));
  }

  @Override
  public Launch prepare() throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=256m",
                Logging.option(home)));
    options.addAll(FlinkSettings.JVM_OPTIONS);
    return new JavaProgram(
            NAME,
            classPaths.flink(),
            classPaths.archives(),
            options,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint")
        .launch(home, List.of("--configDir", new FlinkSettings(home, ports).write().toString()));
  }

  @Override
  public boolean answers() throws InterruptedException {
    return probes.get(Ports.url(ports.flink()).resolve("/overview")).isPresent();
  }
}
