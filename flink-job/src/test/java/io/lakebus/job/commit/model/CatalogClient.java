// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.CatalogUnavailableException;
import io.lakebus.job.commit.CommitConflictException;
import io.lakebus.job.commit.CommitUnknownException;
import io.lakebus.job.commit.MissingFileException;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.commit.TableView;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The tables as one job reaches them: over a network that loses, delays and repeats. Between any
 * two calls the job may stop for as long as others like, or die.
 */
final class CatalogClient implements TableCommits {

  /** Where a job may stop or die. */
  interface Steps {

    /** Comes between two steps; returns when the job goes on. */
    void between();

    /** Whether the job has been replaced. */
    boolean isReplaced();
  }

  private final World world;
  private final String name;
  private final Steps steps;
  private boolean lookWasStale;

  CatalogClient(World world, String name, Steps steps) {
    this.world = world;
    this.name = name;
    this.steps = steps;
  }

  @Override
  public List<TableView> look(Collection<TableId> ids) {
    lookWasStale = false;
    List<TableView> views = new ArrayList<>(ids.size());
    for (TableId id : inOrder(ids)) {
      steps.between();
      views.add(look(world.catalog.table(Tables.number(id))));
    }
    return views;
  }

  /** Whether any table of the last look was shown as it was before. */
  boolean lookWasStale() {
    return lookWasStale;
  }

  /** A set's own order may be another each time the JVM starts. */
  private static Collection<TableId> inOrder(Collection<TableId> ids) {
    return ids instanceof Set ? Tables.NAMES.stream().filter(ids::contains).toList() : ids;
  }

  private TableView look(SimulatedTable table) {
    if (world.fails(world.faults().unavailable())) {
      throw new CatalogUnavailableException("cannot look at " + table.name(), null);
    }
    boolean stale = world.fails(world.faults().stale());
    lookWasStale |= stale;
    TableView view = stale ? table.staleView() : table.view();
    world.step(
        name,
        () ->
            "looks at %s%s: %s"
                .formatted(
                    table.name(),
                    stale ? " as it was" : "",
                    view.commitsOf(Tables.PIPELINE)
                        .map(commit -> Texts.key(commit.key()) + commit.complete().toJson())
                        .toList()));
    return view;
  }

  @Override
  public void verify(TableView view, List<WrittenFile> files) {
    steps.between();
    if (world.fails(world.faults().unavailable())) {
      throw new CatalogUnavailableException("cannot look at files of " + view.table(), null);
    }
    for (WrittenFile file : files) {
      if (!world.store.isWhole(file)) {
        throw new MissingFileException(file.path() + " is not there, whole", null);
      }
    }
  }

  @Override
  public void append(List<TableAppend> appends) {
    if (world.setting.atOnce()) {
      send(appends);
      return;
    }
    for (List<TableAppend> together : world.protocol.singly(appends)) {
      RuntimeException failure = null;
      for (TableAppend append : together) {
        try {
          send(List.of(append));
        } catch (CommitConflictException | CommitUnknownException | CatalogUnavailableException e) {
          failure = failure == null ? e : failure;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void send(List<TableAppend> appends) {
    steps.between();
    Faults faults = world.faults();
    if (world.fails(faults.unavailable())) {
      throw new CatalogUnavailableException("cannot write manifests", null);
    }
    if (world.fails(faults.lostRequest())) {
      world.step(name, () -> "commits " + text(appends) + ": lost on the way");
      throw new CommitUnknownException("no answer", null);
    }
    if (world.fails(faults.refused())) {
      world.step(name, () -> "commits " + text(appends) + ": refused for no reason");
      throw new CommitConflictException("refused", null);
    }
    if (world.fails(faults.held())) {
      world.step(name, () -> "commits " + text(appends) + ": under way for long");
      world.network.hold(name, appends);
      throw new CommitUnknownException("no answer", null);
    }
    answer(arrive(appends), appends);
  }

  private boolean arrive(List<TableAppend> appends) {
    boolean taken = world.catalog.arrive(appends);
    world.step(name, () -> "commits " + text(appends) + (taken ? ": taken" : ": refused"));
    world.tally.count(taken ? Tally.Event.TAKEN : Tally.Event.CONFLICT);
    if (taken && steps.isReplaced()) {
      world.tally.count(Tally.Event.TAKEN_OF_REPLACED);
    }
    return taken;
  }

  private void answer(boolean taken, List<TableAppend> appends) {
    Faults faults = world.faults();
    if (world.fails(faults.echoed())) {
      world.step(name, () -> "has sent " + text(appends) + " twice, unknowingly");
      world.network.hold(name, appends);
    }
    if (world.fails(faults.lostReply())) {
      world.tally.count(Tally.Event.LOST_REPLY);
      world.step(name, () -> "gets no answer");
      throw new CommitUnknownException("no answer", null);
    }
    boolean answer = taken;
    if (world.fails(faults.repeated())) {
      answer = arrive(appends);
    }
    if (taken && !answer) {
      world.tally.count(Tally.Event.FALSE_CONFLICT);
    }
    steps.between();
    if (!answer) {
      throw new CommitConflictException("a table has changed", null);
    }
  }

  private String text(List<TableAppend> appends) {
    return Texts.appends(appends, world.store);
  }
}
