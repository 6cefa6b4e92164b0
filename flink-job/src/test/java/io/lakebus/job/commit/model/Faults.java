// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.random.RandomGenerator;

/**
 * What may go wrong in a schedule, and how often. Each schedule has some kinds of faults and not
 * the others: with all of them at once, few schedules would come far.
 *
 * @param unavailable the catalog or the store does not answer, percent of calls
 * @param lostRequest a commit does not arrive, percent of commits, as all that follow
 * @param lostReply a commit is applied and its reply lost
 * @param held a commit is under way until after the client has given up, or for ever
 * @param repeated a commit arrives twice, and the second answer is the one that counts
 * @param echoed a commit arrives again later
 * @param refused a commit is refused for no reason
 * @param stale a look shows a table as it was before its latest change, percent of looks
 * @param paused a process stops between two steps of a commit while others go on, percent
 * @param failedCheckpoint a checkpoint fails, percent of checkpoints, as those that follow
 * @param unnoticed a checkpoint is complete and nobody is told, as of a savepoint
 * @param lateNotice a checkpoint is complete and the job is told later
 * @param badPut the store takes a file and loses it, or its end, percent of files
 * @param deaths a process dies, per mille of steps
 * @param maintenance others change tables, or snapshots expire, per mille of steps
 * @param presumedDead a process is replaced though it lives, per mille of steps
 * @param copies a second job of the pipeline is started, per mille of steps
 * @param otherStarts a job is started from an older checkpoint or without state, percent of starts
 * @param badLuckOnly nothing happens but what happens by itself: then no job may ever refuse to go
 *     on, unless all looks of a commit show it tables that are old
 */
record Faults(
    int unavailable,
    int lostRequest,
    int lostReply,
    int held,
    int repeated,
    int echoed,
    int refused,
    int stale,
    int paused,
    int failedCheckpoint,
    int unnoticed,
    int lateNotice,
    int badPut,
    int deaths,
    int maintenance,
    int presumedDead,
    int copies,
    int otherStarts,
    boolean badLuckOnly) {

  /** Nothing goes wrong. */
  static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, true);

  private static final int[] RATES = {0, 0, 5, 20};

  /** The faults of one schedule. */
  static Faults draw(RandomGenerator random) {
    boolean badLuckOnly = random.nextInt(3) == 0;
    return new Faults(
        rate(random) / 4,
        rate(random),
        rate(random),
        rate(random),
        rate(random),
        rate(random),
        rate(random) / 2,
        rate(random) / 2,
        4 + 2 * rate(random),
        rate(random),
        rate(random),
        rate(random),
        badLuckOnly ? 0 : rate(random) / 4,
        5 + 2 * rate(random),
        3 * rate(random),
        2 * rate(random),
        badLuckOnly ? 0 : 4 * rate(random),
        badLuckOnly ? 0 : 3 * rate(random),
        badLuckOnly);
  }

  private static int rate(RandomGenerator random) {
    return RATES[random.nextInt(RATES.length)];
  }
}
