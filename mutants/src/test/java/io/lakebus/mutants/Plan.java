// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.job.commit.CommitUnknownException;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableCommits;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What a scene makes happen around a commit, once. */
final class Plan {

  private final AtomicReference<Runnable> before = new AtomicReference<>(Plan::nothing);
  private final AtomicReference<Runnable> after = new AtomicReference<>(Plan::nothing);

  /** Before the next commit is sent. */
  void beforeNext(Runnable happens) {
    before.set(happens);
  }

  /** When the next commit has been applied, and before its answer is there. */
  void afterNext(Runnable happens) {
    after.set(happens);
  }

  /** The commits as they really are, with what is planned around them. */
  TableCommits around(TableCommits real) {
    return new Commits.Around(real) {
      @Override
      public void append(List<TableAppend> tables) {
        before.getAndSet(Plan::nothing).run();
        real.append(tables);
        after.getAndSet(Plan::nothing).run();
      }
    };
  }

  private static void nothing() {}

  /** What a process that dies in the middle of a commit looks like from outside. */
  static RuntimeException crash() {
    return new IllegalStateException("crash, as the scene wants it");
  }

  /** What a reply that is lost looks like. */
  static RuntimeException lostReply() {
    return new CommitUnknownException("reply lost, as the scene wants it", null);
  }
}
