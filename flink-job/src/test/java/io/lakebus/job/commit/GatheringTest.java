// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTest {

  private static final TableId CAT1 = new TableId("sports", "cat1");
  private static final TableId EVENTS = new TableId("sports", "events");

  private final Gathering gathering =
      new Gathering(
          "sports",
          Optional.of("topic"),
          "e",
          Optional.of(Offsets.of(Map.of(0, 9L, 1, 90L))),
          Offsets.of(Map.of(0, 10L, 1, 100L)));

  @Test
  void theSharesOfAllSubtasksBecomeOneCommittable() {
    gathering.add(
        new SubtaskFiles(
            Map.of(CAT1, files("a", Map.of(0, 12L)), EVENTS, files("b", Map.of(0, 10L))),
            Offsets.of(Map.of(0, 15L))));
    gathering.add(
        new SubtaskFiles(
            Map.of(CAT1, files("c", Map.of(0, 11L, 2, 7L))), Offsets.of(Map.of(0, 14L, 2, 8L))));
    assertThat(gathering.take(5))
        .contains(
            new CheckpointFiles(
                new CommitKey("sports", "e", 5),
                Map.of(
                    CAT1,
                    new TableFiles(
                        List.of(file("a"), file("c")), Offsets.of(Map.of(0, 11L, 2, 7L))),
                    EVENTS,
                    files("b", Map.of(0, 10L))),
                Optional.of(Offsets.of(Map.of(0, 9L, 1, 90L))),
                Offsets.of(Map.of(0, 15L, 1, 100L, 2, 8L)),
                Optional.of("topic")));
    assertThat(gathering.handedOn()).contains(Offsets.of(Map.of(0, 15L, 1, 100L, 2, 8L)));
  }

  @Test
  void whatIsTakenIsNotTakenAgain() {
    gathering.add(new SubtaskFiles(Map.of(CAT1, files("a", Map.of(0, 10L))), Offsets.NONE));
    assertThat(gathering.take(1)).isPresent();
    assertThat(gathering.take(2)).isEmpty();
  }

  @Test
  void progressWithoutRowsIsToldByTheNextCommittable() {
    gathering.add(new SubtaskFiles(Map.of(), Offsets.of(Map.of(1, 120L))));
    assertThat(gathering.take(1)).isEmpty();
    assertThat(gathering.complete()).isEqualTo(Offsets.of(Map.of(0, 10L, 1, 120L)));
    gathering.add(
        new SubtaskFiles(Map.of(CAT1, files("a", Map.of(0, 10L))), Offsets.of(Map.of(0, 11L))));
    assertThat(gathering.take(2).orElseThrow().complete())
        .isEqualTo(Offsets.of(Map.of(0, 11L, 1, 120L)));
  }

  private static TableFiles files(String path, Map<Integer, Long> first) {
    return new TableFiles(List.of(file(path)), Offsets.of(first));
  }

  private static WrittenFile file(String path) {
    return new WrittenFile(path, 100, 1, "{}");
  }
}
