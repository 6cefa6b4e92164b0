// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the committer relies on, whatever the tables are kept in. */
public abstract class TableCommitsContract {

  protected static final TableId CAT1 = new TableId("sports", "cat1");
  protected static final TableId EVENTS = new TableId("sports", "events");

  private static final PastCommit FIRST = commit("sports", 1);
  private static final PastCommit SECOND = commit("sports", 2);

  /** The tables under test; {@link #CAT1} and {@link #EVENTS} are there and empty. */
  protected abstract TableCommits tables();

  /** A file of 10 bytes that is there. */
  protected abstract WrittenFile file(String name);

  /** The names of a table's files. */
  protected abstract List<String> files(TableId table);

  @Test
  void whatIsAppendedIsSeenInAllTables() {
    List<TableView> views = tables().look(List.of(CAT1, EVENTS));
    assertThat(views).allSatisfy(view -> assertThat(view.commitsOf("sports")).isEmpty());

    tables()
        .append(
            List.of(
                new TableAppend(views.get(0), List.of(file("a"), file("b")), FIRST),
                new TableAppend(views.get(1), List.of(file("c")), FIRST)));

    assertThat(files(CAT1)).containsExactlyInAnyOrder("a", "b");
    assertThat(files(EVENTS)).containsExactly("c");
    assertThat(tables().look(List.of(CAT1, EVENTS)))
        .extracting(TableView::table)
        .containsExactly(CAT1, EVENTS);
    assertThat(look(EVENTS).commitsOf("sports")).containsExactly(FIRST);
  }

  @Test
  void theHistoryIsOfOnePipelineAndBeginsWithTheNewest() {
    append(CAT1, "a", FIRST);
    append(CAT1, "b", commit("weather", 1));
    append(CAT1, "c", SECOND);
    assertThat(look(CAT1).commitsOf("sports")).containsExactly(SECOND, FIRST);
  }

  @Test
  void nothingIsAppendedToATableThatHasChangedSinceTheLook() {
    TableView stale = look(CAT1);
    append(CAT1, "a", FIRST);
    assertThatThrownBy(
            () -> tables().append(List.of(new TableAppend(stale, List.of(file("b")), SECOND))))
        .isInstanceOf(CommitConflictException.class);
    assertThat(files(CAT1)).containsExactly("a");
  }

  @Test
  void filesThatAreThereAreVerified() {
    tables().verify(look(CAT1), List.of(file("a"), file("b")));
  }

  @Test
  void aFileThatIsNotThereIsFound() {
    WrittenFile gone = new WrittenFile("memory://nowhere", 10, 1, "{}");
    lose(gone);
    assertThatThrownBy(() -> tables().verify(look(CAT1), List.of(file("a"), gone)))
        .isInstanceOf(MissingFileException.class)
        .hasMessageContaining("memory://nowhere");
  }

  /** Makes sure that the file is not there. */
  protected abstract void lose(WrittenFile file);

  private void append(TableId table, String file, PastCommit commit) {
    tables().append(List.of(new TableAppend(look(table), List.of(file(file)), commit)));
  }

  private TableView look(TableId table) {
    return tables().look(List.of(table)).getFirst();
  }

  private static PastCommit commit(String pipeline, long checkpoint) {
    return new PastCommit(
        new CommitKey(pipeline, "epoch", checkpoint), Offsets.of(Map.of(0, checkpoint * 10)));
  }
}
