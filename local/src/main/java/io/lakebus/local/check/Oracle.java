// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.JournalReader;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Judges what a run has left in the tables, by what its senders know and by what always holds. It
 * needs some 500 bytes of memory for each event of the journals, and as much again while a table is
 * read.
 */
public final class Oracle {

  private final Run run;
  private final RoutingModels models;
  private final Expectations expectations;
  private final Watch watch;
  private final InstantSource clock;

  private Oracle(
      Run run, RoutingModels models, Expectations expectations, Watch watch, InstantSource clock) {
    this.run = run;
    this.models = models;
    this.expectations = expectations;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Reads the journals of a run.
   *
   * @param progress told in words what a check waits for
   * @throws IOException if one is not there or is not a journal
   */
  public static Oracle of(Run run, Consumer<String> progress) throws IOException {
    RoutingModels models = new RoutingModels(run.buses(), run.vendor());
    Expectations expectations = new Expectations(models.archive(), models.quarantine(), models::of);
    int senders = 0;
    for (Path journal : run.sent().journals()) {
      int sender = senders++;
      JournalReader.forEach(journal, entry -> expectations.add(entry, sender));
    }
    expectations.addRepeats(run.sent().repeats());
    expectations.addExpired(run.sent().expired());
    InstantSource clock = InstantSource.system();
    Watch watch = new Watch(clock, Thread::sleep, progress);
    return new Oracle(run, models, expectations, watch, clock);
  }

  /**
   * Reads the tables by each reader, and judges.
   *
   * @throws TablesException if a reader cannot read them in the end, and no file that is missing is
   *     to blame for it
   */
  public CheckReport check(Lake lake, Patience patience) throws InterruptedException {
    List<Comparison> comparisons = new ArrayList<>();
    Optional<TablesException> failure = Optional.empty();
    Patience current = patience;
    for (Tables reader : lake.readers()) {
      try {
        comparisons.add(watch.compare(new JournalCheck(expectations), reader, current));
      } catch (TablesException e) {
        failure = failure.or(() -> Optional.of(e));
      }
      current = Patience.NONE; // the first one has waited
    }
    Set<TableId> tables = expectations.tables();
    tables.addAll(lake.iceberg().in(run.bus().name()));
    MetadataCheck metadata = MetadataCheck.of(lake.iceberg(), tables);
    if (failure.isPresent() && !metadata.isBroken()) {
      throw failure.get();
    }
    return new CheckReport(
        expectations,
        comparisons,
        new Verdicts(verdicts(lake.iceberg(), tables, comparisons, metadata)));
  }

  private List<Verdict> verdicts(
      IcebergTables iceberg,
      Set<TableId> tables,
      List<Comparison> comparisons,
      MetadataCheck metadata) {
    Map<String, Found> archived =
        comparisons.isEmpty() ? Map.of() : comparisons.getLast().archived();
    List<Verdict> verdicts = new ArrayList<>(new RowVerdicts(expectations, models).of(comparisons));
    verdicts.add(OrderCheck.of(expectations, archived));
    if (metadata.isBroken()) {
      String why = "the tables are not whole";
      verdicts.add(Verdict.notChecked(Invariant.VISIBILITY, why));
      verdicts.add(metadata.verdict());
      verdicts.add(Verdict.notChecked(Invariant.LIVENESS, why));
      verdicts.add(Verdict.notChecked(Invariant.RECOVERY, why));
      return verdicts;
    }
    VisibilityCheck visibility = VisibilityCheck.read(iceberg, expectations, tables);
    verdicts.add(visibility.verdict(run.sightings(), archived));
    verdicts.add(metadata.verdict());
    verdicts.addAll(inTime(visibility.ofArchive(), archived));
    return verdicts;
  }

  private List<Verdict> inTime(History archive, Map<String, Found> archived) {
    if (run.disturbances().isEmpty()) {
      String why = "nobody says what was made to fail, and when";
      return List.of(
          Verdict.notChecked(Invariant.LIVENESS, why), Verdict.notChecked(Invariant.RECOVERY, why));
    }
    Timeline timeline =
        new Timeline(
            CommitLog.of(archive, run.sightings()),
            expectations,
            archived,
            run.disturbances().get());
    return List.of(
        timeline.liveness(run.bus().commitInterval(), clock.instant()), timeline.recovery());
  }
}
