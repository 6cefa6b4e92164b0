// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.commit.CommitUnknownException;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.commit.TableView;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Real commits with things done before and after chosen ones. Found by name, because operators make
 * their own.
 */
final class TestCommits implements TableCommits {

  private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

  /** What happens before and after the commits of a test, by their number from 1. */
  static final class Plan {

    private final IntConsumer before;
    private final IntConsumer after;
    private int committers;
    private int attempts;
    private int applied;
    private int swallowedFrom = Integer.MAX_VALUE;
    private Runnable startedAgain = () -> {};

    private Plan(IntConsumer before, IntConsumer after) {
      this.before = before;
      this.after = after;
    }

    synchronized int applied() {
      return applied;
    }

    /** How often the job was started, restarts included. */
    synchronized int committers() {
      return committers;
    }

    private synchronized void started() {
      if (++committers == 2) {
        startedAgain.run();
      }
    }

    /** Tells of the job's first restart. */
    synchronized void whenStartedAgain(Runnable then) {
      startedAgain = then;
    }

    /** From this attempt on nothing is committed, and nobody is told so. */
    synchronized void swallowFrom(int attempt) {
      swallowedFrom = attempt;
    }

    /** How often a commit was swallowed. */
    synchronized int swallowed() {
      return Math.max(0, attempts - swallowedFrom + 1);
    }

    private synchronized void append(TableCommits real, List<TableAppend> appends) {
      before.accept(++attempts);
      if (attempts >= swallowedFrom) {
        return;
      }
      real.append(appends);
      applied++;
      after.accept(applied);
    }
  }

  private final TableCommits real;
  private final Plan plan;

  private TestCommits(TableCommits real, Plan plan) {
    this.real = real;
    this.plan = plan;
  }

  /** Nothing happens before commits. */
  static Plan after(String name, IntConsumer after) {
    return plan(name, attempt -> {}, after);
  }

  static Plan plan(String name, IntConsumer before, IntConsumer after) {
    Plan plan = new Plan(before, after);
    PLANS.put(name, plan);
    return plan;
  }

  static TableCommits around(TableCommits real, String name) {
    Plan plan = PLANS.get(name);
    plan.started();
    return new TestCommits(real, plan);
  }

  /** What a process that dies in the middle of a commit looks like from outside. */
  static RuntimeException crash(String where) {
    return new IllegalStateException("crash " + where + ", as the test wants it");
  }

  /** What a reply that is lost looks like. */
  static RuntimeException lostReply() {
    return new CommitUnknownException("reply lost, as the test wants it", null);
  }

  @Override
  public List<TableView> look(Collection<TableId> tables) {
    return real.look(tables);
  }

  @Override
  public void verify(TableView view, List<WrittenFile> files) {
    real.verify(view, files);
  }

  @Override
  public void append(List<TableAppend> appends) {
    plan.append(real, appends);
  }
}
