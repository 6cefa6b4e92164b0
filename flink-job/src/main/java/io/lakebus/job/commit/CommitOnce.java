// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 * <p>What stays undecided after all tries is thrown: the job fails over, and the checkpoint's files
 * come back from its state to be looked up again.
 */
public final class CommitOnce {

  private static final Logger LOG = LoggerFactory.getLogger(CommitOnce.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final TableCommits tables;
  private final int tries;
  private final Pause pause;

  /**
   * Commits to tables.
   *
   * @param tables the tables
   * @param tries how often at most the tables are looked at for one checkpoint
   * @param pause waits between tries
   */
  public CommitOnce(TableCommits tables, int tries, Pause pause) {
    this.tables = tables;
    this.tries = tries;
    this.pause = pause;
  }

  /**
   * Commits; returns whether there was anything left to commit.
   *
   * @throws OvertakenException if another job has written the same part of the log
   * @throws MissingFileException if a file is not there, whole
   * @throws CatalogUnavailableException if the tables cannot be looked at
   * @throws CommitConflictException if others were quicker each time
   * @throws CommitUnknownException if it cannot be told whether the commit was applied
   */
  public boolean commit(CheckpointFiles files) throws InterruptedException {
    PastCommit commit = new PastCommit(files.key(), files.complete());
    boolean tried = false;
    for (int attempt = 1; ; attempt++) {
      try {
        List<TableAppend> left = left(files, commit);
        if (left.isEmpty()) {
          return tried;
        }
        if (!tried) {
          left.forEach(append -> tables.verify(append.view(), append.files()));
        }
        tried = true;
        tables.append(left);
        return true;
      } catch (CommitConflictException | CommitUnknownException | CatalogUnavailableException e) {
        if (attempt >= tries) {
          throw e;
        }
        LOG.warn("Commit of {} is tried again after a look at the tables", files.key(), e);
        pause.of(pauseAfter(attempt));
      }
    }
  }

  /** The tables that do not have the commit yet. */
  private List<TableAppend> left(CheckpointFiles files, PastCommit commit) {
    List<TableAppend> left = new ArrayList<>();
    for (TableView view : tables.look(files.tables().keySet())) {
      TableFiles share = files.tables().get(view.table());
      Fate fate = Fate.of(view.commitsOf(commit.key().pipeline()), share.first(), commit);
      switch (fate) {
        case ABSENT -> left.add(new TableAppend(view, share.files(), commit));
        case COMMITTED -> LOG.info("{} has {} already", view.table(), commit.key());
        case OVERTAKEN -> throw overtaken(view, share, commit);
      }
    }
    return left;
  }

  private static OvertakenException overtaken(TableView view, TableFiles share, PastCommit commit) {
    Set<String> paths =
        share.files().stream().map(WrittenFile::path).limit(3).collect(Collectors.toSet());
    TableId table = view.table();
    PastCommit newest = view.commitsOf(commit.key().pipeline()).findFirst().orElseThrow();
    return new OvertakenException(
        table
            + " already has rows up to the log's offsets "
            + newest.complete().toJson()
            + ", committed as "
            + newest.key()
            + "; the commit "
            + commit.key()
            + " begins at "
            + share.first().toJson()
            + " and would double them. Another job of this pipeline is or was running; its rows"
            + " stay, these files stay uncommitted: "
            + paths,
        null);
  }

  private static Duration pauseAfter(int attempt) {
    Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
  }
}
