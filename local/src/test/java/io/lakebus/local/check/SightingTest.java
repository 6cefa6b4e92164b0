// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.route.TableId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reader may see, and what it must not. */
final class SightingTest {

  private static final TableId ARCHIVE = new TableId("bus", "events");
  private static final TableId QUARANTINE = new TableId("bus", "quarantine");
  private static final TableId SOME = new TableId("bus", "some");
  private static final TableId ALL = new TableId("bus", "all");
  private static final Instant NOW = Entries.START;

  /** What the archive, which is looked at twice, and the others show, look by look. */
  private final Map<TableId, Deque<Optional<TableState>>> shown = new HashMap<>();

  private final Sighting sighting =
      new Sighting(
          this::look,
          new Sighting.Watched(ARCHIVE, QUARANTINE, Set.of(SOME, ALL, QUARANTINE), Set.of(ALL)));

  @Test
  void tablesThatGrowTogetherAreRight() {
    look(state(0), state(0), state(0), state(0));
    look(state(2), state(2), state(2), state(2));
    look(state(2), state(3), state(2), state(3));
    assertThat(sighting.sightings())
        .isEqualTo(
            new Sightings(
                3,
                0,
                List.of(),
                List.of(
                    new SeenCommit(state(2).orElseThrow().commits().getFirst(), NOW),
                    new SeenCommit(state(3).orElseThrow().commits().getFirst(), NOW))));
  }

  @Test
  void aCommitBetweenTwoLooksIsNoFault() {
    look(state(1), state(1), state(2), state(2));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aTableOfSomeEventsMayBeBehind() {
    look(state(2), state(0), state(2), state(2));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aTableOfAllEventsThatIsBehindTheArchiveIsSeenApart() {
    look(state(2), state(2), state(1), state(2));
    assertThat(violations())
        .containsExactly("bus.all was complete to {0=1} after the archive was to {0=2}");
  }

  @Test
  void aTableThatIsAheadOfTheArchiveIsSeenApart() {
    look(state(1), state(2), state(1), state(1));
    assertThat(violations())
        .containsExactly("bus.some was complete to {0=2} before the archive, which was to {0=1}");
  }

  @Test
  void deadLettersMayComeWithoutEvents() {
    shown.put(QUARANTINE, new ArrayDeque<>(List.of(state(5))));
    look(state(1), state(1), state(1), state(1));
    assertThat(violations()).isEmpty();
  }

  @Test
  void rowsThatVanishAreSeen() {
    look(state(2), state(2), state(2), state(2));
    look(
        state(2),
        Optional.of(new TableState(1, state(2).orElseThrow().commits())),
        state(2),
        state(2));
    assertThat(violations()).containsExactly("bus.some had 2 rows and then 1");
  }

  @Test
  void aTableThatGoesBackIsSeen() {
    look(state(2), state(2), state(2), state(2));
    look(
        state(2),
        Optional.of(new TableState(2, state(1).orElseThrow().commits())),
        state(2),
        state(2));
    assertThat(violations()).containsExactly("bus.some was complete to {0=2} and then to {0=1}");
  }

  @Test
  void aTableThatVanishesIsSeen() {
    look(state(2), state(2), state(2), state(2));
    look(state(2), Optional.empty(), state(2), state(2));
    assertThat(violations()).containsExactly("bus.some has vanished");
  }

  @Test
  void aLookThatFailsIsCountedAndNoFault() {
    look(state(1), state(1), state(1), state(1));
    shown.put(ARCHIVE, new ArrayDeque<>());
    sighting.look(NOW);
    assertThat(sighting.sightings().failedLooks()).isEqualTo(1);
    assertThat(violations()).isEmpty();
  }

  private List<String> violations() {
    return sighting.sightings().violations();
  }

  private void look(
      Optional<TableState> before,
      Optional<TableState> some,
      Optional<TableState> all,
      Optional<TableState> after) {
    shown.put(ARCHIVE, new ArrayDeque<>(List.of(before, after)));
    shown.put(SOME, new ArrayDeque<>(List.of(some)));
    shown.put(ALL, new ArrayDeque<>(List.of(all)));
    shown.putIfAbsent(QUARANTINE, new ArrayDeque<>());
    sighting.look(NOW);
  }

  private Optional<TableState> look(TableId table) {
    Deque<Optional<TableState>> states = shown.get(table);
    if (states.isEmpty() && table.equals(ARCHIVE)) {
      throw new TablesException("away", new RuntimeException());
    }
    return states.isEmpty() ? Optional.empty() : states.remove();
  }

  /** A table that is complete to an offset, with as many rows; one without commits is empty. */
  private static Optional<TableState> state(long offset) {
    return Optional.of(
        new TableState(
            offset,
            offset == 0
                ? List.of()
                : List.of(new Commit("bus/e/" + offset, NOW, new TreeMap<>(Map.of(0, offset))))));
  }
}
