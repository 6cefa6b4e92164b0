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
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that keeps what it acknowledges, and that can be killed and started again.
 */
final class RealPostgres implements AutoCloseable {

  private final Path data;
  private EmbeddedPostgres server;

  RealPostgres(Path data) {
    this.data = data;
    this.server = start(0);
  }

  String uri() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  /** Kills every process of the server with signal 9. */
  void kill() throws IOException {
    long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
    List<ProcessHandle> all = Stream.concat(handle.descendants(), Stream.of(handle)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /** Starts the server again, on the data and port that it had. */
  void restart() {
    int port = server.getPort();
    server = start(port);
  }

  /** The rows of a query, each as the text of its columns with commas between. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(uri(), "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new java.util.ArrayList<>();
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

  private EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
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
