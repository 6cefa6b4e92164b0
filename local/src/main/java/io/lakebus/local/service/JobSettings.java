// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.BusFile;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Link;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the job is told.
 *
 * @param home of the stack
 * @param links of the stack
 * @param secrets of the stack
 * @param bus the definition of the bus
 */
public record JobSettings(Home home, Links links, Secrets secrets, BusFile bus) {

  static final String PARALLELISM = "parallelism";
  static final String WITHOUT_STATE = "start.without-state";

  /** The job's name in Flink. */
  String jobName() {
    return "lakebus " + bus.name();
  }

  /** How many subtasks each stage has. */
  int parallelism() throws IOException {
    return Integer.parseInt(settings().get(PARALLELISM));
  }

  /** Writes the settings and returns the arguments of the job's main class. */
  List<String> write() throws IOException {
    Path file = home.etc().resolve("job.properties");
    PrivateFiles.writeProperties(file, settings());
    return List.of("--config=" + file);
  }

  Map<String, String> settings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("bus.name", bus.name());
    settings.put("kafka.bootstrap-servers", links.address(Link.JOB_TO_KAFKA));
    settings.put("catalog.uri", links.url(Link.JOB_TO_CATALOG).toString());
    settings.put("catalog.token", secrets.get(Catalog.TOKEN));
    settings.put("catalog.properties", catalogProperties());
    settings.put(PARALLELISM, "2");
    settings.put("checkpoint.folder", checkpoints().folder().toUri().toString());
    if (!links.isDirect()) {
      settings.put("fail.points", home.faults().toString());
    }
    settings.putAll(new JobOverrides(home).read());
    return settings;
  }

  private String catalogProperties() throws IOException {
    return S3.icebergClient(links.url(Link.JOB_TO_S3), secrets).entrySet().stream()
        .map(property -> property.getKey() + "=" + property.getValue())
        .collect(Collectors.joining(","));
  }

  /** A bus of another name is another pipeline, with a state of its own. */
  Checkpoints checkpoints() throws IOException {
    return new Checkpoints(FlinkSettings.checkpoints(home).resolve(bus.name()));
  }
}
