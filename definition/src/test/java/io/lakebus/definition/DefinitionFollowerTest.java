// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DefinitionFollowerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InMemoryDefinitionLog log =
      new InMemoryDefinitionLog(InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));
  private final List<Integer> told = Collections.synchronizedList(new ArrayList<>());
  private DefinitionFollower follower;

  @AfterEach
  void stop() {
    if (follower != null) {
      follower.close();
    }
  }

  private void follow() {
    follower = new DefinitionFollower("sports", log);
    follower.subscribe(definition -> told.add(definition.version()));
  }

  private void publish(String yaml) throws DefinitionLogException {
    log.publish(DefinitionFiles.of("bus.yaml", yaml));
  }

  private void reachEnd() throws InterruptedException {
    assertThat(follower.awaitEnd(PATIENCE)).isTrue();
  }

  @Test
  void theNewestOfThoseThatAreThereIsInForceAndTheOthersAreNotTold() throws Exception {
    publish("bus: sports");
    publish("{ bus: sports, max-tables: 7 }");
    follow();
    reachEnd();

    assertThat(told).containsExactly(2);
    assertThat(follower.current())
        .hasValueSatisfying(
            definition -> {
              assertThat(definition.version()).isEqualTo(2);
              assertThat(definition.bus().maxTables()).isEqualTo(7);
            });
    assertThat(follower.trouble()).isEmpty();
  }

  @Test
  void eachThatIsPublishedLaterIsToldInOrder() throws Exception {
    publish("bus: sports");
    follow();
    reachEnd();
    publish("{ bus: sports, max-tables: 2 }");
    publish("{ bus: sports, max-tables: 3 }");
    reachEnd();

    assertThat(told).containsExactly(1, 2, 3);
    assertThat(follower.current().orElseThrow().bus().maxTables()).isEqualTo(3);
  }

  @Test
  void aWrongOneInBetweenChangesNothingAndIsCounted() throws Exception {
    publish("bus: sports");
    follow();
    reachEnd();
    publish("{ bus: sports, rulez: {} }");
    log.append(version -> new LoggedDefinition.Unreadable(version, "rubbish"));
    publish("bus: opera");
    reachEnd();
    assertThat(follower.current().orElseThrow().version()).isEqualTo(1);
    assertThat(follower.refused()).isEqualTo(3);

    publish("{ bus: sports, max-tables: 5 }");
    reachEnd();
    assertThat(told).containsExactly(1, 5);
  }

  @Test
  void ofAWrongNewestTheOneBeforeItIsInForceAtAStart() throws Exception {
    publish("bus: sports");
    publish("{ bus: sports, max-tables: 2 }");
    publish("bus: [");
    follow();
    reachEnd();

    assertThat(told).containsExactly(2);
    assertThat(follower.refused()).isEqualTo(1);
  }

  @Test
  void withoutAnyDefinitionItSaysSo() throws Exception {
    follow();
    reachEnd();

    assertThat(follower.current()).isEmpty();
    assertThat(follower.trouble()).contains("no definition of the bus sports has been published");

    publish("bus: sports");
    reachEnd();
    assertThat(follower.trouble()).isEmpty();
    assertThat(told).containsExactly(1);
  }

  @Test
  void aLogThatGoesAndComesBackIsFollowedOnAndNothingIsToldTwice() throws Exception {
    publish("bus: sports");
    publish("bus: [");
    follow();
    reachEnd();
    log.goDown();
    Await.until(PATIENCE, () -> follower.trouble().isPresent());
    assertThat(follower.trouble()).contains("the log is down");
    assertThat(follower.current().orElseThrow().version()).isEqualTo(1);
    assertThat(follower.awaitEnd(Duration.ofMillis(1))).isFalse();

    log.comeBack();
    reachEnd();
    assertThat(told).containsExactly(1);
    assertThat(follower.refused()).as("the wrong one is read again").isEqualTo(1);
    publish("{ bus: sports, max-tables: 3 }");
    reachEnd();

    assertThat(told).containsExactly(1, 3);
    assertThat(follower.refused()).isEqualTo(1);
    assertThat(follower.trouble()).isEmpty();
  }

  @Test
  void whatWasPublishedBeforeTheQuestionIsInForceAfterIt() throws Exception {
    publish("bus: sports");
    follow();
    for (int version = 2; version < 200; version++) {
      publish("{ bus: sports, max-tables: " + version + " }");
      reachEnd();
      assertThat(follower.current().orElseThrow().version()).isEqualTo(version);
    }
  }

  @Test
  void aListenerThatFailsKeepsNoOtherFromBeingTold() throws Exception {
    publish("bus: sports");
    follower = new DefinitionFollower("sports", log);
    reachEnd();
    Consumer<Definition> failing =
        definition -> {
          if (definition.version() > 1) {
            throw new IllegalStateException("no");
          }
        };
    follower.subscribe(failing);
    follower.subscribe(definition -> told.add(definition.version()));
    publish("{ bus: sports, max-tables: 2 }");
    reachEnd();

    assertThat(told).containsExactly(1, 2);
  }

  @Test
  void whoHasUnsubscribedIsNotToldAnyMore() throws Exception {
    publish("bus: sports");
    follower = new DefinitionFollower("sports", log);
    reachEnd();
    Consumer<Definition> listener = definition -> told.add(definition.version());
    follower.subscribe(listener);
    follower.unsubscribe(listener);
    publish("{ bus: sports, max-tables: 2 }");
    reachEnd();

    assertThat(told).containsExactly(1);
    assertThat(follower.current().orElseThrow().version()).isEqualTo(2);
  }
}
