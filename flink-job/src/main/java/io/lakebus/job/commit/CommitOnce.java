// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.failpoint.Moment;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what a checkpoint wrote visible in its tables, once, however often it is asked to and
 * whatever becomes of an answer.
 *
 * <p>Each try looks at the tables first, leaves out those that have the commit already, and appends
 * to the others on the condition that they still are what was looked at. So a try whose fate is
 * unknown is safe to follow by another one: if the first is applied late, the second is refused,
 * and the next look finds the first. Nothing is ever deleted: files of a try that was refused are
 * left for the removal of orphans.
 *
 * <p>The archive is part of each commit, also of one that has no rows for it. So any two commits of
 * a pipeline meet in it, whatever else they append to: of two jobs, or of a job and its own past
 * that wakes up late, the second finds the first. And so the archive tells how far the pipeline has
 * come: a commit that begins beyond that would leave a gap, and is refused.
 *
 * <p>What stays undecided after all tries is thrown: the job fails over, and the checkpoint's files
 * come back from its state to be looked up again.
 */
public final class CommitOnce {

  private static final Logger LOG = LoggerFactory.getLogger(CommitOnce.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final TableCommits tables;
  private final TableId archive;
  private final int tries;
  private final Pause pause;
  private final FailPoints failPoints;

  /**
   * Commits to tables.
   *
   * @param tables the tables
   * @param archive the one that is part of each commit
   * @param tries how often at most the tables are looked at for one checkpoint
   * @param pause waits between tries
   * @param failPoints what happens on the way
   */
  public CommitOnce(
      TableCommits tables, TableId archive, int tries, Pause pause, FailPoints failPoints) {
    this.tables = tables;
    this.archive = archive;
    this.tries = tries;
    this.pause = pause;
    this.failPoints = failPoints;
  }

  /**
   * Commits; returns whether there was anything left to commit.
   *
   * @param files what is to be committed
   * @param origin whether it can have been committed before
   * @throws OvertakenException if another job has written the same part of the log
   * @throws GapException if what came before this commit is not in the archive, in the last look as
   *     in those before: a single look may show the tables as they were a while ago
   * @throws MissingFileException if a file is not there, whole
   * @throws TableGoneException if a table is not there, or is not the one that rows were written
   *     for, in the last look as in those before; but not where the commit was done before
   * @throws CatalogUnavailableException if the tables cannot be looked at
   * @throws CommitConflictException if others were quicker each time
   * @throws CommitUnknownException if it cannot be told whether the commit was applied
   */
  public boolean commit(CheckpointFiles files, Origin origin) throws InterruptedException {
    boolean tried = false;
    failPoints.reached(Moment.BEFORE_COMMIT);
    for (int attempt = 1; ; attempt++) {
      try {
        List<TableAppend> left = left(files, origin);
        if (left.isEmpty()) {
          return tried;
        }
        if (!tried) {
          left.forEach(append -> tables.verify(append.view(), append.files()));
        }
        tried = true;
        failPoints.reached(Moment.LOOKED);
        tables.append(left);
        failPoints.reached(Moment.COMMITTED);
        return true;
      } catch (CommitConflictException
          | CommitUnknownException
          | CatalogUnavailableException
          | GapException
          | TableGoneException e) {
        if (attempt >= tries) {
          if (e instanceof TableGoneException && isDone(files)) {
            return tried;
          }
          throw e;
        }
        LOG.warn("Commit of {} is tried again after a look at the tables", files.key(), e);
        pause.of(pauseAfter(attempt));
      }
    }
  }

  /**
   * Whether the archive has the commit, which no table has later: then all have had it, whatever
   * has become of them since.
   */
  private boolean isDone(CheckpointFiles files) {
    return tables.look(List.of(archive)).stream()
        .flatMap(view -> commits(view, files))
        .anyMatch(past -> past.key().equals(files.key()));
  }

  /** What is to be appended: to the tables that do not have the commit yet, and to the archive. */
  private List<TableAppend> left(CheckpointFiles files, Origin origin) {
    Set<TableId> others = new HashSet<>(files.tables().keySet());
    others.remove(archive);
    List<TableView> views =
        tables.look(Stream.concat(others.stream(), Stream.of(archive)).toList());
    List<TableAppend> left = new ArrayList<>();
    for (TableView view : views) {
      TableFiles share = files.tables().getOrDefault(view.table(), TableFiles.NONE);
      requireSameTable(view, share);
      boolean lacking = lacks(view, share, files, origin);
      if (lacking || (view.table().equals(archive) && !left.isEmpty())) {
        left.add(append(view, lacking ? share.files() : List.of(), files));
      }
    }
    if (!left.isEmpty()) {
      requireNoGap(views.getLast(), files);
    }
    return left;
  }

  private static boolean lacks(
      TableView view, TableFiles share, CheckpointFiles files, Origin origin) {
    Fate fate = Fate.of(commits(view, files), share.first(), files.commit());
    // What this run has written is only there if this run has committed it.
    boolean another = origin == Origin.THIS_RUN && !share.files().isEmpty();
    if (fate == Fate.OVERTAKEN || (fate == Fate.COVERED && another)) {
      throw overtaken(view, share, files);
    }
    if (fate != Fate.ABSENT) {
      LOG.info("{} has {} already", view.table(), files.key());
    }
    return fate == Fate.ABSENT;
  }

  private static TableAppend append(
      TableView view, List<WrittenFile> share, CheckpointFiles files) {
    return new TableAppend(view, share, files.commit().after(commits(view, files).findFirst()));
  }

  /** Field ids in a file mean columns of the table that it was written for, and of no other. */
  private static void requireSameTable(TableView view, TableFiles share) {
    view.uuid()
        .filter(found -> !Set.of(found).containsAll(share.writtenFor()))
        .ifPresent(
            found -> {
              throw TableGoneException.another(view.table(), found, share.writtenFor());
            });
  }

  private static void requireNoGap(TableView archive, CheckpointFiles files) {
    Offsets complete = completeTo(archive, files);
    files
        .begin()
        .filter(begin -> !complete.covers(begin))
        .ifPresent(
            begin -> {
              throw new GapException(
                  archive.table()
                      + " is complete up to the log's offsets "
                      + complete.toJson()
                      + ", and the commit "
                      + files.key()
                      + " begins at "
                      + begin.toJson()
                      + ": the rows between were handed to commit and are not there. The tables"
                      + " were set back or made anew, or commits were lost. Start the job without"
                      + " state (start.without-state=go-on): it reads the log again from where the"
                      + " tables are.");
            });
  }

  private static Offsets completeTo(TableView view, CheckpointFiles files) {
    return commits(view, files).findFirst().map(PastCommit::complete).orElse(Offsets.NONE);
  }

  private static Stream<PastCommit> commits(TableView view, CheckpointFiles files) {
    return view.commitsOf(files.key().pipeline()).filter(past -> past.isOf(files.topicId()));
  }

  private static OvertakenException overtaken(
      TableView view, TableFiles share, CheckpointFiles files) {
    Set<String> paths =
        share.files().stream().map(WrittenFile::path).limit(3).collect(Collectors.toSet());
    TableId table = view.table();
    PastCommit newest = commits(view, files).findFirst().orElseThrow();
    return new OvertakenException(
        table
            + " already has rows up to the log's offsets "
            + newest.complete().toJson()
            + ", committed as "
            + newest.key()
            + "; the commit "
            + files.key()
            + " begins at "
            + share.first().toJson()
            + " and would double them. Another job of this pipeline is or was running; its rows"
            + " stay, these files stay uncommitted: "
            + paths
            + ". See that no other job of this pipeline runs, then start this one without state: it"
            + " goes on from the offsets that the tables tell.",
        null);
  }

  private static Duration pauseAfter(int attempt) {
    Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
  }
}
