// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every definition log keeps to. */
abstract class DefinitionLogContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The log under test, empty. */
  abstract DefinitionLog log();

  /** The log's backing stops answering. */
  abstract void goDown();

  /** Writes what no publisher writes. */
  abstract void appendRubbish();

  @Test
  void whatIsPublishedIsReadAsItWasInItsOrder() throws Exception {
    DefinitionFiles folder =
        new DefinitionFiles(
            List.of(
                new DefinitionFiles.NamedText("b.yaml", "bus: sports # ünïcode 🎾\n"),
                new DefinitionFiles.NamedText("a.yaml", "rules: {}\n")));
    LoggedDefinition first = log().publish(folder);
    LoggedDefinition second = log().publish(DefinitionFiles.of("bus.yaml", "not right at all: ["));

    assertThat(readAll(log())).containsExactly(first, second);
    assertThat(List.of(first.version(), second.version())).containsExactly(1, 2);
  }

  @Test
  void severalPublishersAtOnceMakeNoVersionTwice() throws Exception {
    List<Thread> publishers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      DefinitionFiles files = DefinitionFiles.of("bus.yaml", "bus: b" + i);
      publishers.add(Thread.ofPlatform().start(() -> publishUnchecked(files)));
    }
    for (Thread publisher : publishers) {
      publisher.join();
    }

    assertThat(readAll(log())).extracting(LoggedDefinition::version).containsExactly(1, 2, 3, 4);
  }

  private void publishUnchecked(DefinitionFiles files) {
    try {
      log().publish(files);
    } catch (DefinitionLogException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anEmptyLogIsAtItsEnd() throws Exception {
    assertThat(readAll(log())).isEmpty();
  }

  @Test
  void aReaderFollowsWhatIsPublishedLater() throws Exception {
    try (DefinitionLog.Reader reader = log().read()) {
      long end = reader.end();
      assertThat(reader.isAt(end)).isTrue();
      LoggedDefinition later = log().publish(DefinitionFiles.of("bus.yaml", "bus: later"));

      assertThat(reader.isAt(reader.end())).isFalse();
      assertThat(poll(reader, 1)).containsExactly(later);
      assertThat(reader.isAt(reader.end())).isTrue();
      assertThat(reader.poll(Duration.ofMillis(10))).isEmpty();
    }
  }

  @Test
  void whatNoPublisherHasWrittenTakesAVersionAndIsUnreadable() throws Exception {
    log().publish(DefinitionFiles.of("bus.yaml", "bus: one"));
    appendRubbish();
    log().publish(DefinitionFiles.of("bus.yaml", "bus: three"));

    List<LoggedDefinition> all = readAll(log());

    assertThat(all).extracting(LoggedDefinition::version).containsExactly(1, 2, 3);
    assertThat(all)
        .extracting(one -> one.getClass().getSimpleName())
        .containsExactly("Published", "Unreadable", "Published");
  }

  @Test
  void aLogThatIsDownSaysSo() throws Exception {
    log().publish(DefinitionFiles.of("bus.yaml", "bus: one"));
    goDown();

    assertThatThrownBy(() -> log().publish(DefinitionFiles.of("bus.yaml", "bus: two")))
        .isInstanceOf(DefinitionLogException.class);
    assertThatThrownBy(() -> log().read()).isInstanceOf(DefinitionLogException.class);
  }

  static List<LoggedDefinition> readAll(DefinitionLog log) throws Exception {
    try (DefinitionLog.Reader reader = log.read()) {
      long end = reader.end();
      List<LoggedDefinition> all = new ArrayList<>();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!reader.isAt(end)) {
        assertThat(System.nanoTime()).as("time").isLessThan(deadline);
        all.addAll(reader.poll(Duration.ofMillis(100)));
      }
      return all;
    }
  }

  private static List<LoggedDefinition> poll(DefinitionLog.Reader reader, int count)
      throws Exception {
    List<LoggedDefinition> all = new ArrayList<>();
    for (int unused : IntStream.range(0, 200).toArray()) {
      if (all.size() < count) {
        all.addAll(reader.poll(Duration.ofMillis(100)));
      }
    }
    return all;
  }
}
