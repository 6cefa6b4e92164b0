// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.iceberg.IcebergBuild;

/**
 * The report of a long run, as Markdown.
 *
 * @param injections how many faults a case were asked for
 * @param seed the seed of what was chosen at random
 * @param minutes how long it took
 * @param tallies what was counted, in the order of the cases
 */
record PeerReport(int injections, long seed, long minutes, Map<PeerCase, Tally> tallies) {

  private static final double BOUND = 3;
  private static final double PERCENT = 100;

  /** Writes it to a file. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text());
  }

  private String text() {
    return head() + options() + figures() + reading();
  }

  private String head() {
    return """
    # The same faults against Iceberg's own sink

    One topology (log, decode, dedup, route), one catalog service on one PostgreSQL, the same events and the
    same faults; at the end stands either the project's sink or Iceberg's own `DynamicIcebergSink`. The rows
    are then read from the tables by Iceberg's API and compared, as multisets of `_event_id`, with what was
    sent. This file is written by the run:

    ```sh
    mvn -Plong -pl flink-job -am verify -Dtest=none -Dit.test=PeerSinkIT \\
        -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \\
        -Dlakebus.peer.injections=%d -Dlakebus.peer.seed=%d -Dlakebus.peer.report=$PWD/docs/reports/peer-sink.md
    ```

    It took %d minutes on %d cores, %s %s, Java %s; Flink %s (mini cluster, parallelism %d, RocksDB,
    aligned checkpoints every %d ms, restart after %d ms), Iceberg %s. Files are in the JVM's memory,
    PostgreSQL with fsync and synchronous_commit on. `mvn -Plong verify` runs the same with 3 faults a case and
    fails if the project's sink loses or doubles a row; the other sink's rows are counted and never judged.

    """
        .formatted(
            injections,
            seed,
            minutes,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version().feature(),
            EnvironmentInformation.getVersion(),
            PeerJob.PARALLELISM,
            PeerJob.COMMIT_INTERVAL.toMillis(),
            PeerJob.RESTART_DELAY.toMillis(),
            IcebergBuild.version());
  }

  private static String options() {
    StringBuilder text =
        new StringBuilder(
            """
            ## Options of DynamicIcebergSink

            Its own writers, aggregator and committer, unchanged. Not at their defaults are:

            """);
    StockSink.options(PeerJob.PARALLELISM)
        .forEach((option, value) -> text.append("- `%s` %s%n".formatted(option, value)));
    return text.append(
            """

            Commit retries, cache sizes and table properties are Iceberg's defaults. It commits one table after the
            other, by `POST .../tables/{table}`; the project's sink commits all tables of a checkpoint by one
            `POST .../transactions/commit`, or, in the rows "table by table", as the other does. "On JdbcCatalog" is
            Iceberg's own catalog on the same PostgreSQL, without the project's service between.

            """)
        .toString();
  }

  private String figures() {
    StringBuilder text =
        new StringBuilder(
            """
            ## Figures

            Each batch of 12 events has rows for 4 tables. "n" is how many faults happened. "Lost" are rows that are
            missing although the job went on past them, "doubled" rows that are there once too often. "Unreadable"
            are tables of which the current snapshot names files that are not there; "blocked" are rows in such
            tables, or behind a job that is stuck. "Silent" are jobs that were RUNNING and completed more than 10
            checkpoints while rows were owed and none was committed; "stuck" are jobs that failed again and again
            for 60 s, or ended. Where all of these are 0, "bound" is the upper bound, at 95 %, of the share of such
            faults that do harm: 3/n.

            | fault | what happens | sink | n | rows | lost | doubled | unreadable | blocked | silent | stuck | bound |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """);
    tallies.forEach((one, tally) -> text.append(line(one, tally)));
    return text.append('\n').toString();
  }

  private static String line(PeerCase one, Tally tally) {
    String bound =
        tally.isExactlyOnce()
            ? String.format(Locale.ROOT, "%.1f %%", PERCENT * BOUND / tally.injections())
            : "-";
    return "| %s | %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %s |%n"
        .formatted(
            one.point().id(),
            one.point().title(),
            one.sink().title(),
            tally.injections(),
            tally.rows(),
            tally.lost(),
            tally.doubled(),
            tally.unreadable(),
            tally.blocked(),
            tally.silent(),
            tally.stuck(),
            bound);
  }

  private static String reading() {
    return """
    ## What the figures show, and what they do not

    - Each fault is injected at a chosen moment, where a sink has most to lose, and not at random. The figures
      say what such a moment does, not how often it comes.
    - 0 of n is no proof that a fault never does harm. It says that with 95 % confidence it does so in less
      than 3/n of the cases.
    - A task dies of a Java error on its thread, at the same line of the catalog's client or of the file IO for
      both sinks, and the job is restarted from its last checkpoint in the same cluster. It is not a killed
      process: blocks that clean up are run, and no connection is left half open.
    - "Between the tables of a commit" does not exist where all tables are committed by one request; there the
      task dies between the manifest lists of the tables, before the request.
    - Both sinks commit to the project's catalog service, which looks up the fate of a database transaction
      whose reply it has lost. Iceberg's sink gets the good of that. "On JdbcCatalog" it does not: the pool of
      that catalog runs the update again after a lost connection, finds the row moved and reports a conflict.
    - A request that is sent again by something in between is answered with a conflict too, although its first
      copy was carried out. Any catalog that reports a conflict for a commit it has carried out has this effect,
      so that row stands for more than proxies. A link that never repeats a POST is not affected.
    - Without state under the old job id the other job goes on from the log's end, as one does whose consumer
      group has committed its offsets; the project's asks its tables. Each start has a new cluster, as a job in
      application mode has; therefore there are fewer of them.
    - Repeats of vendors are kept out by the project's dedup, with either sink; the sink has no part in that.
      The row without dedup shows what dedup is for, and nothing about the sink.
    - Rows that are blocked are not lost: somebody who repairs the table, or starts the job another way, may
      get them. Neither are they there.
    - Not covered: an object store and its faults, a real Kafka, schemas that change, more than two subtasks,
      maintenance at the same time, and Iceberg's newer versions.
    """;
  }
}
