// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.job.JobWiring;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.peer.PeerJob.Failure;
import io.lakebus.job.peer.PeerJob.Start;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;

/**
 * A job, or a chain of jobs, with one sink in a namespace of its own, and faults of one point, one
 * after the other: each comes while a batch of events is on its way, and the next when the batch is
 * in its tables. A run ends early when a batch does not get there.
 */
final class PeerRun {

  private static final long PATIENCE_MILLIS = 60_000;
  private static final long LOOK_AGAIN_MILLIS = 100;

  /** Reading all manifests costs more than all else that a look does. */
  private static final int LOOKS_PER_READ = 10;

  private static final int REPEATS_PER_BATCH = 24;

  /** So many checkpoints in a row that complete while rows are owed and nothing is committed. */
  private static final int SILENT_CHECKPOINTS = 10;

  private final PeerLake lake;
  private final Sinks sink;
  private final Point point;
  private final String name;
  private final Random random;
  private final Events events;
  private final Tables tables;
  private final Faults faults;
  private final PeerJob job;
  private int injected;

  /**
   * Prepares a run.
   *
   * @param lake the tables
   * @param folder for checkpoints
   * @param sink the sink
   * @param point where faults happen
   * @param seed of what is chosen at random
   */
  PeerRun(PeerLake lake, Path folder, Sinks sink, Point point, long seed) {
    this.lake = lake;
    this.sink = sink;
    this.point = point;
    this.name = "run" + Long.toUnsignedString(seed, Character.MAX_RADIX);
    this.random = new Random(seed);
    this.events = new Events(name);
    this.tables = new Tables(lake.reader(sink), name);
    this.faults = Faults.begin(name);
    this.job = new PeerJob(name, sink, lake.lake(sink, name), folder.resolve(name));
  }

  /** Injects at most so many faults, and counts. */
  Tally inject(PeerCluster cluster, int atMost) throws Exception {
    tables.createNamespace();
    lake.use(faults);
    try {
      Ending ending =
          switch (point) {
            case NEW_JOB -> underNewJobIds(cluster, atMost);
            case WITHOUT_STATE -> withoutState(atMost);
            default -> withinOneJob(cluster, atMost);
          };
      return Tally.of(happened(), ending, events.expected(), tables.ids(names()));
    } finally {
      lake.use(Faults.of(""));
      Faults.end(name);
      tables.drop(names());
      PeerFileIO.forget(name);
    }
  }

  private Ending withinOneJob(PeerCluster cluster, int atMost) throws Exception {
    JobID id = start(cluster, new Start.Fresh(Offsets.NONE), Failure.RESTARTS);
    events.append();
    Ending ending = await(cluster, id);
    while (ending == Ending.REACHED && injected < atMost) {
      disturb();
      ending = await(cluster, id);
    }
    return finish(cluster, id, ending);
  }

  /** Arms the fault and sends the batch that it will hit. */
  private void disturb() {
    if (point == Point.REPEATS) {
      injected += events.repeat(REPEATS_PER_BATCH);
      events.append();
      return;
    }
    if (point == Point.BEFORE_BARRIER) {
      events.failNextBatchAt(random.nextInt(Events.BATCH / Events.PARTITIONS));
    }
    int earliest = point.earliest(sink);
    int time = earliest + random.nextInt(point.latest(sink) - earliest + 1);
    point.moment(sink).ifPresent(moment -> faults.arm(moment, time));
    injected++;
    events.append();
  }

  /** Each job begins at the newest checkpoint of the one before, which the fault has ended. */
  private Ending underNewJobIds(PeerCluster cluster, int atMost) throws Exception {
    JobID id = start(cluster, new Start.Fresh(Offsets.NONE), Failure.RESTARTS);
    events.append();
    Ending ending = await(cluster, id);
    cluster.cancel(id);
    String checkpoint = cluster.newestCheckpoint(id).orElseThrow();
    while (ending == Ending.REACHED && injected < atMost) {
      disturb();
      while (happened() < injected) {
        id = start(cluster, new Start.From(checkpoint), Failure.ENDS);
        if (!cluster.awaitEnd(id, PATIENCE_MILLIS)) {
          throw new IllegalStateException("the fault does not end the job of " + name);
        }
        checkpoint = cluster.newestCheckpoint(id).orElse(checkpoint);
      }
      id = start(cluster, new Start.From(checkpoint), Failure.RESTARTS);
      ending = await(cluster, id);
      if (injected < atMost) {
        cluster.cancel(id);
        checkpoint = cluster.newestCheckpoint(id).orElse(checkpoint);
      }
    }
    return finish(cluster, id, ending);
  }

  /** Each job has a cluster of its own: a cluster refuses an id that it has seen. */
  private Ending withoutState(int atMost) throws Exception {
    JobID id = JobID.generate();
    Ending ending;
    try (PeerCluster cluster = new PeerCluster()) {
      cluster.submit(job.graph(id, new Start.Fresh(Offsets.NONE), Failure.RESTARTS));
      do {
        events.append();
        ending = await(cluster, id);
      } while (ending == Ending.REACHED && cluster.completedCheckpoints(id) < SILENT_CHECKPOINTS);
      cluster.cancel(id);
    }
    while (ending == Ending.REACHED && injected < atMost) {
      try (PeerCluster cluster = new PeerCluster()) {
        cluster.submit(job.graph(id, new Start.Fresh(goOn()), Failure.RESTARTS));
        injected++;
        events.append();
        ending = await(cluster, id);
        if (ending == Ending.REACHED && injected < atMost) {
          cluster.cancel(id);
        } else {
          ending = finish(cluster, id, ending);
        }
      }
    }
    return ending;
  }

  /**
   * Where a job goes on that has no state: the project's asks its tables, another one has the
   * offsets that its consumer group has committed.
   */
  private Offsets goOn() {
    return sink.isOurs()
        ? JobWiring.startWithoutState(lake.reader(sink), Events.definition(name).bus())
        : Offsets.of(events.ends());
  }

  private JobID start(PeerCluster cluster, Start start, Failure failure) throws Exception {
    return cluster.submit(job.graph(JobID.generate(), start, failure));
  }

  /** Waits until the fault has happened and all rows are in their tables, or will not get there. */
  private Ending await(PeerCluster cluster, JobID id)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    Map<String, Long> before = Map.of();
    long since = 0;
    for (int look = 1; true; look++) {
      boolean happened = happened() == injected;
      long checkpoints = cluster.completedCheckpoints(id);
      Map<String, Long> totals = tables.totals(names());
      if (!happened || !totals.equals(before)) {
        before = totals;
        since = checkpoints;
      }
      boolean complete = happened && isComplete(totals);
      if ((complete || look % LOOKS_PER_READ == 0) && !tables.areReadable(names())) {
        return Ending.UNREADABLE;
      }
      if (complete) {
        return Ending.REACHED;
      }
      if (happened && checkpoints - since > SILENT_CHECKPOINTS) {
        return Ending.SILENT;
      }
      if (cluster.status(id).isGloballyTerminalState()) {
        return Ending.ENDED;
      }
      if (System.nanoTime() > deadline) {
        return Ending.STUCK;
      }
      faults.awaitChange(LOOK_AGAIN_MILLIS);
    }
  }

  private boolean isComplete(Map<String, Long> totals) {
    return events.expected().entrySet().stream()
        .allMatch(table -> totals.get(table.getKey()) >= table.getValue().size());
  }

  /** How many of the faults have happened. */
  private int happened() {
    if (point == Point.BEFORE_BARRIER) {
      return (int) events.log().failures();
    }
    return point.moment(sink).isPresent() ? faults.happened() : injected;
  }

  /** Lets the job end where it still goes on, so that what it would commit late is there. */
  private Ending finish(PeerCluster cluster, JobID id, Ending ending) throws Exception {
    if (ending == Ending.REACHED || ending == Ending.SILENT) {
      events.log().close();
      boolean ended = cluster.awaitEnd(id, PATIENCE_MILLIS);
      cluster.cancel(id);
      return ended || ending == Ending.SILENT ? ending : Ending.STUCK;
    }
    cluster.cancel(id);
    return ending;
  }

  private Set<String> names() {
    return events.expected().keySet();
  }
}
