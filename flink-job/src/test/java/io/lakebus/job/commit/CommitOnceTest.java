// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The committer's decisions, against tables that lose, refuse, delay and repeat answers. */
class CommitOnceTest {

  private static final TableId CAT1 = new TableId("sports", "cat1");
  private static final TableId CAT2 = new TableId("sports", "cat2");
  private static final TableId EVENTS = new TableId("sports", "events");
  private static final int TRIES = 4;

  private final InMemoryTableCommits tables = new InMemoryTableCommits();
  private final FaultyTables faulty = new FaultyTables();
  private final List<Duration> pauses = new ArrayList<>();
  private final CommitOnce commits =
      new CommitOnce(
          faulty, EVENTS, TRIES, pauses::add, moment -> faulty.calls.add(moment.fileName()));

  @Test
  void filesOfAllTablesAreAppended() throws Exception {
    assertThat(commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
    assertThat(faulty.calls)
        .containsExactly(
            "before-commit", "look", "verify", "verify", "looked", "append 2", "committed");
  }

  @Test
  void whatIsThereIsSkipped() throws Exception {
    commit(checkpoint("e", 1, 0, 10));
    faulty.calls.clear();
    assertThat(commit(checkpoint("e", 1, 0, 10))).isFalse();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(faulty.calls).containsExactly("before-commit", "look");
  }

  @Test
  void afterAConflictTheTablesAreLookedAtAgain() throws Exception {
    faulty.next(
        () -> {
          throw new CommitConflictException("another was quicker", null);
        });
    assertThat(commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(faulty.calls)
        .containsExactly(
            "before-commit",
            "look",
            "verify",
            "verify",
            "looked",
            "append 2",
            "look",
            "looked",
            "append 2",
            "committed");
    assertThat(pauses).containsExactly(Duration.ofMillis(100));
  }

  @Test
  void aLostReplyToAnAppliedCommitAppendsNothingTwice() throws Exception {
    faulty.afterNext(
        () -> {
          throw new CommitUnknownException("reply lost", null);
        });
    assertThat(commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(faulty.calls)
        .containsExactly("before-commit", "look", "verify", "verify", "looked", "append 2", "look");
  }

  @Test
  void aConflictThatIsOurOwnCommitAppendsNothingTwice() throws Exception {
    faulty.afterNext(
        () -> {
          throw new CommitConflictException("a retry on the way met its own first try", null);
        });
    assertThat(commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
  }

  @Test
  void aLostRequestIsSentAgain() throws Exception {
    faulty.next(
        () -> {
          throw new CommitUnknownException("request lost", null);
        });
    assertThat(commit(checkpoint("e", 1, 0, 10))).isTrue();
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
    assertThat(commit(checkpoint("e", 1, 0, 10))).isTrue();
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
    assertThatThrownBy(() -> commit(files)).hasMessage("crash");
    assertThat(commit(files)).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
    assertThat(faulty.calls).endsWith("append 1", "committed");
  }

  @Test
  void severalPendingCheckpointsAreReplayedInOrder() throws Exception {
    List<CheckpointFiles> pending =
        List.of(checkpoint("e", 1, 0, 10), checkpoint("e", 2, 10, 20), checkpoint("e", 3, 20, 30));
    commit(pending.get(0));
    commit(pending.get(1));
    for (CheckpointFiles files : pending) {
      commitAgain(files);
    }
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1", "cat1-e-2", "cat1-e-3");
  }

  @Test
  void aNewEpochMayUseCheckpointNumbersAgain() throws Exception {
    commit(checkpoint("e", 6, 0, 10));
    commit(checkpoint("f", 6, 10, 20));
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-6", "cat1-f-6");
  }

  @Test
  void whenItsSnapshotHasExpiredTheOffsetsTellThatACommitIsThere() throws Exception {
    commit(checkpoint("e", 1, 0, 10));
    commit(checkpoint("e", 2, 10, 20));
    tables.expire(CAT1);
    tables.expire(EVENTS);
    assertThat(commitAgain(checkpoint("e", 1, 0, 10))).isFalse();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-2");
  }

  @Test
  void aSecondJobThatWritesTheSamePartOfTheLogIsStopped() throws Exception {
    commit(checkpoint("e", 1, 0, 10));
    assertThatThrownBy(() -> commit(checkpoint("other", 1, 5, 15)))
        .isInstanceOf(OvertakenException.class)
        .hasMessageContaining("{\"0\":10}")
        .hasMessageContaining("{\"0\":5}")
        .hasMessageContaining("start this one without state");
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
  }

  @Test
  void aSecondJobThatFollowsInTheShadowOfAnotherIsStopped() throws Exception {
    commit(checkpoint("e", 1, 0, 10));
    assertThatThrownBy(() -> commit(checkpoint("other", 1, 0, 10)))
        .isInstanceOf(OvertakenException.class);
    assertThat(commitAgain(checkpoint("other", 1, 0, 10))).isFalse();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
  }

  @Test
  void anotherPipelineInTheSameTableIsNoneOfOurs() throws Exception {
    CommitKey other = new CommitKey("weather", "e", 1);
    commit(files(other, 0, 10));
    assertThat(commit(checkpoint("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).hasSize(2);
  }

  @Test
  void aCommitWithoutRowsForTheArchiveHasAPartInItAllTheSame() throws Exception {
    assertThat(commit(onlyCat1("e", 1, 0, 10))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).isEmpty();
    assertThat(newest(EVENTS)).isEqualTo(newest(CAT1));

    assertThat(commitAgain(onlyCat1("e", 1, 0, 10))).isFalse();
    tables.expire(CAT1);
    tables.expire(EVENTS);
    assertThat(commitAgain(onlyCat1("e", 1, 0, 10))).isFalse();
    assertThat(tables.look(List.of(EVENTS)).getFirst().commitsOf("sports")).hasSize(1);
  }

  @Test
  void anArchiveThatACrashLeftBehindCatchesUpWithoutRows() throws Exception {
    CheckpointFiles files = onlyCat1("e", 1, 0, 10);
    faulty.nextWith(
        appends -> {
          tables.append(appends.stream().filter(one -> one.view().table().equals(CAT1)).toList());
          throw new IllegalStateException("crash between the tables");
        });
    assertThatThrownBy(() -> commit(files)).hasMessage("crash between the tables");
    assertThat(commit(files)).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(newest(EVENTS)).isEqualTo(newest(CAT1));
  }

  @Test
  void commitsOfDisjointTablesMeetInTheArchive() throws Exception {
    CheckpointFiles quicker = only(CAT2, "f", 1, 0, 10);
    faulty.nextWith(
        appends -> {
          commitNow(quicker);
          tables.append(appends);
        });
    assertThat(commit(onlyCat1("e", 1, 0, 10))).isTrue();
    assertThat(faulty.calls)
        .containsExactly(
            "before-commit",
            "look",
            "verify",
            "verify",
            "looked",
            "append 2",
            "look",
            "looked",
            "append 2",
            "committed");
  }

  @Test
  void aCommitThatWouldLeaveAGapIsRefused() throws Exception {
    commit(checkpoint("e", 1, 0, 10));
    assertThatThrownBy(() -> commit(checkpoint("e", 3, 20, 30)))
        .isInstanceOf(GapException.class)
        .hasMessageContaining("sports.events is complete up to the log's offsets {\"0\":10}")
        .hasMessageContaining("begins at {\"0\":20}")
        .hasMessageContaining("start.without-state=go-on");
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
    assertThat(pauses).as("looks that found it, but one").hasSize(TRIES - 1);
  }

  @Test
  void aGapInAViewThatIsOldIsLookedAtAgain() throws Exception {
    List<TableView> old = tables.look(List.of(CAT1, EVENTS));
    commit(checkpoint("e", 1, 0, 10));
    faulty.nextLook(old);
    assertThat(commit(checkpoint("e", 2, 10, 20))).isTrue();
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1", "events-e-2");
  }

  @Test
  void tablesThatWereMadeAnewAreAGap() {
    assertThatThrownBy(() -> commit(checkpoint("e", 3, 20, 30)))
        .isInstanceOf(GapException.class)
        .hasMessageContaining("complete up to the log's offsets {},");
    assertThat(tables.paths(CAT1)).isEmpty();
  }

  @Test
  void whereTheBeginningIsNotKnownNoGapIsSeen() throws Exception {
    CheckpointFiles known = checkpoint("e", 3, 20, 30);
    CheckpointFiles unknown =
        new CheckpointFiles(known.key(), known.tables(), Optional.empty(), known.complete());
    assertThat(commit(unknown)).isTrue();
  }

  @Test
  void aTableNeverTellsLessOfItselfThanBefore() throws Exception {
    commit(
        files(new CommitKey("sports", "e", 1), Offsets.NONE, Offsets.of(Map.of(0, 90L, 1, 10L))));
    CommitKey older = new CommitKey("sports", "f", 1);
    TableFiles behind =
        new TableFiles(
            List.of(new WrittenFile("cat1-f-1", 100, 10, "{}")), Offsets.of(Map.of(1, 20L)));
    commit(
        new CheckpointFiles(
            older,
            Map.of(CAT1, behind),
            Optional.of(Offsets.NONE),
            Offsets.of(Map.of(0, 80L, 1, 50L))));
    Offsets both = Offsets.of(Map.of(0, 90L, 1, 50L));
    assertThat(newest(CAT1)).isEqualTo(new PastCommit(older, both));
    assertThat(newest(EVENTS)).isEqualTo(new PastCommit(older, both));
  }

  @Test
  void aCommitTellsTheTopicThatItsOffsetsAreOf() throws Exception {
    commit(ofTopic("topic", checkpoint("e", 1, 0, 10)));
    assertThat(newest(CAT1).topicId()).contains("topic");
    assertThat(newest(EVENTS).topicId()).contains("topic");
  }

  @Test
  void offsetsOfAnotherTopicAreNotComparedWithThisOnes() throws Exception {
    commitSinglyNow(CAT1, ofTopic("old", checkpoint("e", 1, 0, 1000)));

    CheckpointFiles files = ofTopic("new", checkpoint("f", 1, 0, 10));
    assertThat(commit(files)).isTrue();
    assertThat(commitAgain(files)).isFalse();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1", "cat1-f-1");
    assertThat(newest(CAT1)).isEqualTo(files.commit());
  }

  @Test
  void aTableThatOtherTopicsHaveFilledIsNoReasonToSeeNoGap() {
    commitNow(ofTopic("old", checkpoint("e", 1, 0, 1000)));
    assertThatThrownBy(() -> commit(ofTopic("new", checkpoint("f", 3, 20, 30))))
        .isInstanceOf(GapException.class)
        .hasMessageContaining("complete up to the log's offsets {},");
  }

  @Test
  void commitsThatDoNotTellTheirTopicAreTakenForThisOnes() throws Exception {
    commit(checkpoint("e", 1, 0, 10));
    assertThat(commitAgain(ofTopic("topic", checkpoint("e", 1, 0, 10)))).isFalse();
    assertThat(commit(ofTopic("topic", checkpoint("e", 2, 10, 20)))).isTrue();
    assertThat(newest(CAT1).topicId()).contains("topic");
  }

  @Test
  void filesGoToTheTableThatTheyWereWrittenFor() throws Exception {
    UUID uuid = tables.uuid(CAT1);
    assertThat(commit(writtenFor(Set.of(uuid), checkpoint("e", 1, 0, 10)))).isTrue();
    assertThat(tables.paths(CAT1)).containsExactly("cat1-e-1");
  }

  @Test
  void filesOfATableThatWasMadeAnewDoNotGoToTheNewOne() {
    UUID old = tables.uuid(CAT1);
    tables.makeAnew(CAT1);
    assertThatThrownBy(() -> commit(writtenFor(Set.of(old), checkpoint("e", 1, 0, 10))))
        .isInstanceOf(TableGoneException.class)
        .hasMessageContaining("sports.cat1 is not the table that rows were written for")
        .hasMessageContaining(old.toString())
        .hasMessageContaining(tables.uuid(CAT1).toString())
        .hasMessageContaining("start.without-state=go-on");
    assertThat(tables.paths(CAT1)).isEmpty();
    assertThat(tables.paths(EVENTS)).isEmpty();
    assertThat(pauses).as("looks that found it, but one").hasSize(TRIES - 1);
  }

  @Test
  void filesOfTwoTablesOfOneNameGoToNeither() {
    Set<UUID> both = Set.of(UUID.randomUUID(), tables.uuid(CAT1));
    assertThatThrownBy(() -> commit(writtenFor(both, checkpoint("e", 1, 0, 10))))
        .isInstanceOf(TableGoneException.class);
    assertThat(tables.paths(CAT1)).isEmpty();
  }

  @Test
  void aTableThatIsNotThereAnyMoreIsTold() {
    tables.drop(CAT1);
    assertThatThrownBy(() -> commit(checkpoint("e", 1, 0, 10)))
        .isInstanceOf(TableGoneException.class)
        .hasMessageContaining("sports.cat1 is not in the catalog")
        .hasMessageContaining("Give the old table its name back");
    assertThat(tables.paths(EVENTS)).isEmpty();
    assertThat(pauses).as("looks that found it, but one").hasSize(TRIES - 1);
  }

  @Test
  void aTableThatGoesBetweenTheLookAndTheCommitIsTold() {
    faulty.nextWith(
        appends -> {
          tables.drop(CAT1);
          tables.append(appends);
        });
    assertThatThrownBy(() -> commit(checkpoint("e", 1, 0, 10)))
        .isInstanceOf(TableGoneException.class);
    assertThat(tables.paths(EVENTS)).isEmpty();
  }

  @Test
  void aCommitThatWasDoneBeforeItsTableWentIsDone() throws Exception {
    CheckpointFiles files = writtenFor(Set.of(tables.uuid(CAT1)), checkpoint("e", 1, 0, 10));
    commit(files);
    tables.drop(CAT1);
    assertThat(commitAgain(files)).isFalse();
    tables.makeAnew(CAT1);
    assertThat(commitAgain(files)).isFalse();
    assertThat(tables.paths(CAT1)).isEmpty();
    assertThat(tables.paths(EVENTS)).containsExactly("events-e-1");
  }

  @Test
  void anArchiveThatIsNotThereAnyMoreIsTold() throws Exception {
    commit(checkpoint("e", 1, 0, 10));
    tables.drop(EVENTS);
    assertThatThrownBy(() -> commitAgain(checkpoint("e", 1, 0, 10)))
        .isInstanceOf(TableGoneException.class)
        .hasMessageContaining("sports.events is not in the catalog");
  }

  @Test
  void aMissingFileIsFoundBeforeAnythingIsAppended() {
    tables.lose("events-e-1");
    assertThatThrownBy(() -> commit(checkpoint("e", 1, 0, 10)))
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
    assertThatThrownBy(() -> commit(checkpoint("e", 1, 0, 10)))
        .isInstanceOf(CommitUnknownException.class);
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  private boolean commit(CheckpointFiles files) throws InterruptedException {
    return commits.commit(files, Origin.THIS_RUN);
  }

  private boolean commitAgain(CheckpointFiles files) throws InterruptedException {
    return commits.commit(files, Origin.STATE);
  }

  private void commitNow(CheckpointFiles files) {
    try {
      new CommitOnce(tables, EVENTS, 1, pauses::add, FailPoints.none())
          .commit(files, Origin.THIS_RUN);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The share of one table alone is committed, as where the others have been dropped since. */
  private void commitSinglyNow(TableId table, CheckpointFiles files) {
    tables.append(
        List.of(
            new TableAppend(
                tables.look(List.of(table)).getFirst(),
                files.tables().get(table).files(),
                files.commit())));
  }

  private PastCommit newest(TableId table) {
    return tables.look(List.of(table)).getFirst().commitsOf("sports").findFirst().orElseThrow();
  }

  private static CheckpointFiles checkpoint(String epoch, long number, long first, long next) {
    return files(new CommitKey("sports", epoch, number), first, next);
  }

  /** The same, where the files of one table were written for tables of these UUIDs. */
  private static CheckpointFiles writtenFor(Set<UUID> uuids, CheckpointFiles files) {
    Map<TableId, TableFiles> shares = new HashMap<>(files.tables());
    shares.computeIfPresent(
        CAT1, (table, share) -> new TableFiles(share.files(), share.first(), uuids));
    return new CheckpointFiles(files.key(), shares, files.begin(), files.complete());
  }

  private static CheckpointFiles ofTopic(String topicId, CheckpointFiles files) {
    return new CheckpointFiles(
        files.key(), files.tables(), files.begin(), files.complete(), Optional.of(topicId));
  }

  private static CheckpointFiles onlyCat1(String epoch, long number, long first, long next) {
    return only(CAT1, epoch, number, first, next);
  }

  private static CheckpointFiles only(
      TableId table, String epoch, long number, long first, long next) {
    CheckpointFiles files = checkpoint(epoch, number, first, next);
    return new CheckpointFiles(
        files.key(),
        Map.of(table, share(table, files.key(), Offsets.of(Map.of(0, first)))),
        files.begin(),
        files.complete());
  }

  private static CheckpointFiles files(CommitKey key, long first, long next) {
    return files(key, Offsets.of(Map.of(0, first)), Offsets.of(Map.of(0, next)));
  }

  private static CheckpointFiles files(CommitKey key, Offsets first, Offsets next) {
    return new CheckpointFiles(
        key,
        Map.of(CAT1, share(CAT1, key, first), EVENTS, share(EVENTS, key, first)),
        Optional.of(first),
        next);
  }

  private static TableFiles share(TableId table, CommitKey key, Offsets first) {
    String path = table.name() + "-" + key.epoch() + "-" + key.checkpoint();
    return new TableFiles(List.of(new WrittenFile(path, 100, 10, "{}")), first);
  }

  /** The tables, with something wrong at chosen appends. Records each call. */
  private final class FaultyTables implements TableCommits {

    private final List<String> calls = new ArrayList<>();
    private final Deque<java.util.function.Consumer<List<TableAppend>>> appends =
        new ArrayDeque<>();
    private final Deque<List<TableView>> looks = new ArrayDeque<>();

    void nextLook(List<TableView> instead) {
      looks.add(instead);
    }

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
      return looks.isEmpty() ? tables.look(ids) : looks.poll();
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
