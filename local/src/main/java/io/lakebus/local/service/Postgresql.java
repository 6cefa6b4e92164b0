// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Folders;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Secrets;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalog's database. Every commit is on disk before it is acknowledged. */
public final class Postgresql implements Service {

  public static final String NAME = "postgresql";
  public static final String USER = "lakebus";
  public static final String DATABASE = "postgres";

  /** The name of the password's secret. */
  public static final String PASSWORD = "postgresql.password";

  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final PostgresqlBinaries binaries;
  private final Probes probes;

  public Postgresql(
      Home home, Ports ports, Secrets secrets, PostgresqlBinaries binaries, Probes probes) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.binaries = binaries;
    this.probes = probes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(ports.postgresql());
  }

  @Override
  public Launch prepare() throws IOException, InterruptedException {
    Path programs = binaries.unpack();
    Path data = home.data(NAME);
    if (!Files.exists(data)) {
      initialise(programs, data);
    }
    removeForeignLock(data.resolve("postmaster.pid"));
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.add(programs.resolve("postgres").toString());
    command.addAll(Processes.postgresqlMarks(home, NAME));
    command.addAll(List.of("-D", data.toString()));
    Map<String, String> settings =
        Map.of(
            "listen_addresses", Ports.HOST,
            "port", Integer.toString(ports.postgresql()),
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "32MB",
            "max_connections", "50");
    settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return new Launch(command);
  }

  /** The data folder appears whole or not at all. */
  private void initialise(Path programs, Path data) throws IOException, InterruptedException {
    secrets.get(PASSWORD);
    Path unfinished = data.resolveSibling(NAME + ".new");
    Folders.delete(unfinished);
    Files.createDirectories(data.getParent());
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.addAll(
        List.of(
            programs.resolve("initdb").toString(),
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + secrets.file(PASSWORD),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C"));
    Programs.run(command, home.log(NAME));
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The server refuses to start when the process named in its lock file lives, even if that is by
   * now another program's. No server runs on this folder, or this method is not called.
   */
  private static void removeForeignLock(Path lock) throws IOException {
    if (!Files.exists(lock)) {
      return;
    }
    Optional<String> owner =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(lock).get(0).strip()))
            .flatMap(process -> process.info().command());
    if (owner.isPresent() && !owner.get().endsWith("/postgres")) {
      Files.delete(lock);
    }
  }

  /** PostgreSQL refuses to run as root: a user namespace of its own makes it nobody. */
  private static List<String> asOrdinaryUser() {
    return "root".equals(System.getProperty("user.name"))
        ? List.of("unshare", "--user")
        : List.of();
  }

  @Override
  public boolean answers() {
    return probes.postgresqlAnswers(ports.postgresql(), USER, DATABASE);
  }
}
