// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.control;

import io.lakebus.digest.Sha256;
import io.lakebus.local.service.Catalog;
import io.lakebus.local.service.Gateway;
import io.lakebus.local.service.Job;
import io.lakebus.local.service.JobManager;
import io.lakebus.local.service.JobSettings;
import io.lakebus.local.service.Kafka;
import io.lakebus.local.service.Postgresql;
import io.lakebus.local.service.PostgresqlBinaries;
import io.lakebus.local.service.S3;
import io.lakebus.local.service.TaskManager;
import io.lakebus.local.service.Trino;
import io.lakebus.local.stack.BusFile;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Fingerprint;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Keeper;
import io.lakebus.local.stack.Kept;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Records;
import io.lakebus.local.stack.Secrets;
import io.lakebus.local.stack.Service;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which services make up the stack.
 *
 * @param project the project's folder, which holds what the build made
 * @param home the stack's folder
 * @param links the stack's ports, and where clients inside the stack find its servers
 */
public record Stack(Path project, Home home, Links links) {

  /** A stack whose clients go to its servers directly. */
  public Stack(Path project, Home home, Ports ports) {
    this(project, home, Links.direct(ports));
  }

  public Ports ports() {
    return links.ports();
  }

  /** Every process, in the order in which users see them. */
  public List<Service> services() {
    Ports ports = ports();
    ClassPaths classPaths = new ClassPaths(project);
    Secrets secrets = new Secrets(home);
    Probes probes = new Probes();
    return List.of(
        new Postgresql(home, ports, secrets, new PostgresqlBinaries(home, classPaths), probes),
        new S3(home, ports, secrets, classPaths, probes),
        new Catalog(home, links, secrets, classPaths, probes),
        new Kafka(home, links, classPaths, probes),
        new Gateway(bus(), links, classPaths, probes),
        new JobManager(home, ports, classPaths, probes),
        new TaskManager(home, ports, classPaths, probes),
        new Trino(home, ports, secrets, classPaths, probes));
  }

  /** The definition of the bus. */
  public BusFile bus() {
    return new BusFile(home, new Secrets(home));
  }

  /** What the job is told. */
  public JobSettings job() {
    return new JobSettings(home, links, new Secrets(home), bus());
  }

  /** Everything that must be ready, in the same order. */
  List<String> names() {
    return Stream.concat(services().stream().map(Service::name), Stream.of(Job.NAME)).toList();
  }

  /**
   * What the supervisor keeps running.
   *
   * @param orphans live processes that an earlier supervisor left behind
   */
  List<Kept> kept(Records records, Map<String, ProcessHandle> orphans) {
    List<Kept> kept = new ArrayList<>();
    for (Service service : services()) {
      Optional<ProcessHandle> orphan = Optional.ofNullable(orphans.get(service.name()));
      kept.add(new Keeper(service, home, records, InstantSource.system(), orphan));
    }
    kept.add(new Job(new ClassPaths(project).job(), job(), records, InstantSource.system()));
    return kept;
  }

  /**
   * Of everything that is built and configured into a running stack: where it differs from that of
   * what runs, what runs is outdated.
   */
  String fingerprint() {
    ClassPaths classPaths = new ClassPaths(project);
    StringBuilder text = new StringBuilder();
    text.append(ports().offset()).append('\n');
    text.append(links.shift()).append('\n');
    text.append(System.getProperty("java.home")).append('\n');
    for (String server : ClassPaths.SERVERS) {
      text.append(Fingerprint.of(classPaths.of(server))).append('\n');
    }
    text.append(Fingerprint.of(List.of(classPaths.job()))).append('\n');
    text.append(bus().ofTheJob());
    return Sha256.hex(text.toString());
  }
}
