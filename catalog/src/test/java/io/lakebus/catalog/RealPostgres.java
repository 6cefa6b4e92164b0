// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that keeps what it acknowledges, and that can be killed and started again.
 */
final class RealPostgres implements AutoCloseable {

  /** A word of a command line, with or without quotes around it. */
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[^\\s\"]+");

  private final Path folder;
  private final Path data;
  private final EmbeddedPostgres server;

  RealPostgres(Path folder) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.server = start();
  }

  /** A folder beside the server's, for the files of tables. */
  Path warehouse() {
    return folder.resolve("warehouse");
  }

  int port() {
    return server.getPort();
  }

  String uri() {
    return uri(port());
  }

  /** The address of the database by another way to it. */
  static String uri(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Kills every process of the server with signal 9. */
  void kill() throws IOException {
    long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
    List<ProcessHandle> all = Stream.concat(handle.descendants(), Stream.of(handle)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /** Starts the server again with the command line that it left behind, and waits for it. */
  void restart() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root.
      command.addAll(List.of("unshare", "-U"));
    }
    Matcher words = WORD.matcher(Files.readString(data.resolve("postmaster.opts")));
    while (words.find()) {
      command.add(words.group().replace("\"", ""));
    }
    Files.delete(data.resolve("postmaster.pid"));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("restart.log").toFile())
        .start();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!answers()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(Files.readString(folder.resolve("restart.log")));
      }
      Thread.onSpinWait();
    }
  }

  private boolean answers() {
    try {
      return query("SELECT 1").equals(List.of("1"));
    } catch (SQLException e) {
      return false;
    }
  }

  /** The rows of a query, each as the text of its columns with commas between. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(uri(), "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder(rows.getString(1));
        for (int column = 2; column <= rows.getMetaData().getColumnCount(); column++) {
          row.append(',').append(rows.getString(column));
        }
        result.add(row.toString());
      }
      return result;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPGStartupWait(Duration.ofSeconds(30))
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
