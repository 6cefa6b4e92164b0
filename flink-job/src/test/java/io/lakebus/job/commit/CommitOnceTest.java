// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The committer's decisions, against tables that lose, refuse, delay and repeat answers. */
class CommitOnceTest {

  private static final TableId CAT1 = new TableId("sports", "cat1");
  private static final TableId EVENTS = new TableId("sports", "events");
  private static final int TRIES = 4;

  private final InMemoryTableCommits tables = new InMemoryTableCommits();
  private final FaultyTables faulty = new FaultyTables();
  private final List<Duration> pauses = new ArrayList<>();
  private final CommitOnce commits = new CommitOnce(faulty, TRIES, pauses::add);

  @Test
  void filesOfAllTablesAreAppended() throws Exception {
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
    assertThat(faulty.calls).containsExactly("look", "verify", "verify", "append 2");
  }

  @Test
  void whatIsThereIsSkipped() throws Exception {
    commits.commit(checkpoint("e", 1, 0, 10));
    faulty.calls.clear();
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isFalse();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(faulty.calls).containsExactly("look");
  }

  @Test
  void afterAConflictTheTablesAreLookedAtAgain() throws Exception {
    faulty.next(
        () -> {
          throw new CommitConflictException("another was quicker", null);
        });
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(faulty.calls)
        .containsExactly("look", "verify", "verify", "append 2", "look", "append 2");
    assertThat(pauses).containsExactly(Duration.ofMillis(100));
  }

  @Test
  void aLostReplyToAnAppliedCommitAppendsNothingTwice() throws Exception {
    faulty.afterNext(
        () -> {
          throw new CommitUnknownException("reply lost", null);
        });
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(faulty.calls).containsExactly("look", "verify", "verify", "append 2", "look");
  }

  @Test
  void aConflictThatIsOurOwnCommitAppendsNothingTwice() throws Exception {
    faulty.afterNext(
        () -> {
          throw new CommitConflictException("a retry on the way met its own first try", null);
        });
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
  }

  @Test
  void aLostRequestIsSentAgain() throws Exception {
    faulty.next(
        () -> {
          throw new CommitUnknownException("request lost", null);
        });
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
  }

  @Test
  void aRequestThatIsAppliedAfterTheLookAppendsNothingTwice() throws Exception {
    List<TableAppend> delayed = new ArrayList<>();
    faulty.nextWith(
        appends -> {
          delayed.addAll(appends);
          throw new CommitUnknownException("no answer yet", null);
        });
    faulty.nextWith(
        appends -> {
          tables.append(delayed);
          tables.append(appends);
        });
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
  }

  @Test
  void tablesThatWereCommittedSinglyBeforeACrashAreLeftOut() throws Exception {
    CheckpointFiles files = checkpoint("e", 1, 0, 10);
    faulty.nextWith(
        appends -> {
          tables.append(appends.stream().filter(one -> one.view().table().equals(CAT1)).toList());
          throw new IllegalStateException("crash");
        });
    assertThatThrownBy(() -> commits.commit(files)).hasMessage("crash");
    assertThat(commits.commit(files)).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
    assertThat(faulty.calls.getLast()).isEqualTo("append 1");
  }

  @Test
  void severalPendingCheckpointsAreReplayedInOrder() throws Exception {
    List<CheckpointFiles> pending =
        List.of(checkpoint("e", 1, 0, 10), checkpoint("e", 2, 10, 20), checkpoint("e", 3, 20, 30));
    commits.commit(pending.get(0));
    commits.commit(pending.get(1));
    for (CheckpointFiles files : pending) {
      commits.commit(files);
    }
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1", "cat1-e-2", "cat1-e-3");
  }

  @Test
  void aNewEpochMayUseCheckpointNumbersAgain() throws Exception {
    commits.commit(checkpoint("e", 6, 0, 10));
    commits.commit(checkpoint("f", 6, 10, 20));
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-6", "cat1-f-6");
  }

  @Test
  void whenItsSnapshotHasExpiredTheOffsetsTellThatACommitIsThere() throws Exception {
    commits.commit(checkpoint("e", 1, 0, 10));
    commits.commit(checkpoint("e", 2, 10, 20));
    tables.expire(CAT1);
    tables.expire(EVENTS);
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isFalse();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-2");
  }

  @Test
  void aSecondJobThatWritesTheSamePartOfTheLogIsStopped() throws Exception {
    commits.commit(checkpoint("e", 1, 0, 10));
    assertThatThrownBy(() -> commits.commit(checkpoint("other", 1, 5, 15)))
        .isInstanceOf(OvertakenException.class)
        .hasMessageContaining("{\"0\":10}")
        .hasMessageContaining("{\"0\":5}");
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
  }

  @Test
  void anotherPipelineInTheSameTableIsNoneOfOurs() throws Exception {
    CommitKey other = new CommitKey("weather", "e", 1);
    commits.commit(files(other, 0, 10));
    assertThat(commits.commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).hasSize(2);
  }

  @Test
  void aMissingFileIsFoundBeforeAnythingIsAppended() {
    tables.lose("events-e-1");
    assertThatThrownBy(() -> commits.commit(checkpoint("e", 1, 0, 10)))
        .isInstanceOf(MissingFileException.class)
        .hasMessageContaining("events-e-1");
    assertThat(tables.paths(CAT1)).isEmpty();
  }

  @Test
  void whatStaysUndecidedIsThrownAfterAllTries() {
    for (int i = 0; i < TRIES; i++) {
      faulty.next(
          () -> {
            throw new CommitUnknownException("no answer", null);
          });
    }
    assertThatThrownBy(() -> commits.commit(checkpoint("e", 1, 0, 10)))
        .isInstanceOf(CommitUnknownException.class);
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  private static CheckpointFiles checkpoint(String epoch, long number, long first, long next) {
    return files(new CommitKey("sports", epoch, number), first, next);
  }

  private static CheckpointFiles files(CommitKey key, long first, long next) {
    return new CheckpointFiles(
        key,
        Map.of(CAT1, share(CAT1, key, first), EVENTS, share(EVENTS, key, first)),
        Offsets.of(Map.of(0, next)));
  }

  private static TableFiles share(TableId table, CommitKey key, long first) {
    String path = table.name() + "-" + key.epoch() + "-" + key.checkpoint();
    return new TableFiles(
        List.of(new WrittenFile(path, 100, 10, "{}")), Offsets.of(Map.of(0, first)));
  }

  /** The tables, with something wrong at chosen appends. Records each call. */
  private final class FaultyTables implements TableCommits {

    private final List<String> calls = new ArrayList<>();
    private final Deque<java.util.function.Consumer<List<TableAppend>>> appends =
        new ArrayDeque<>();

    void next(Runnable instead) {
      appends.add(ignored -> instead.run());
    }

    void afterNext(Runnable then) {
      appends.add(
          given -> {
            tables.append(given);
            then.run();
          });
    }

    void nextWith(java.util.function.Consumer<List<TableAppend>> instead) {
      appends.add(instead);
    }

    @Override
    public List<TableView> look(Collection<TableId> ids) {
      calls.add("look");
      return tables.look(ids);
    }

    @Override
    public void verify(TableView view, List<WrittenFile> files) {
      calls.add("verify");
      tables.verify(view, files);
    }

    @Override
    public void append(List<TableAppend> given) {
      calls.add("append " + given.size());
      (appends.isEmpty()
              ? (java.util.function.Consumer<List<TableAppend>>) tables::append
              : appends.poll())
          .accept(given);
    }
  }
}
