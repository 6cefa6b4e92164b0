// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.dedup;

import io.lakebus.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SeenTest {

  private static final Duration WINDOW = Duration.ofHours(80);
  private static final byte[] CONTENT = new byte[32];
  private static final byte[] OTHER = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};

  @Test
  void theSameWithinTheWindowIsARepeat() {
    assertThat(judge(WINDOW.minusSeconds(1), CONTENT)).isEqualTo(Verdict.REPEAT);
    assertThat(judge(Duration.ZERO, CONTENT)).isEqualTo(Verdict.REPEAT);
  }

  @Test
  void otherContentWithinTheWindowIsAReusedId() {
    assertThat(judge(WINDOW.minusSeconds(1), OTHER)).isEqualTo(Verdict.REUSED_ID);
  }

  @Test
  void fromTheWindowsEndOnAnythingIsAFirst() {
    assertThat(judge(WINDOW, CONTENT)).isEqualTo(Verdict.FIRST);
    assertThat(judge(WINDOW.plusSeconds(1), OTHER)).isEqualTo(Verdict.FIRST);
  }

  @Test
  void theLogMayHandOutTheLaterOneFirst() {
    assertThat(judge(WINDOW.minusSeconds(1).negated(), CONTENT)).isEqualTo(Verdict.REPEAT);
    assertThat(judge(WINDOW.negated(), CONTENT)).isEqualTo(Verdict.FIRST);
  }

  @Test
  void theStateIsTheTimeAndTheFingerprint() {
    byte[] state = Seen.of(0x0102030405060708L, OTHER).toBytes();
    assertThat(state)
        .containsExactly(
            1, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    assertThat(Seen.fromBytes(state).toBytes()).isEqualTo(state);
  }

  @Test
  void stateOfAnotherVersionIsRefused() {
    byte[] state = Seen.of(0, CONTENT).toBytes();
    state[0] = 2;
    assertThatThrownBy(() -> Seen.fromBytes(state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("state of dedup that this version cannot read");
  }

  @Test
  void theFingerprintIsOfTypeResourcesAndDetail() {
    Fingerprint fingerprint = new Fingerprint();
    byte[] same = fingerprint.of(event("t", List.of("a"), "{}", 1));
    assertThat(fingerprint.of(event("t", List.of("a"), "{}", 2))).isEqualTo(same);
    assertThat(fingerprint.of(event("u", List.of("a"), "{}", 1))).isNotEqualTo(same);
    assertThat(fingerprint.of(event("t", List.of("a", ""), "{}", 1))).isNotEqualTo(same);
    assertThat(fingerprint.of(event("ta", List.of(""), "{}", 1))).isNotEqualTo(same);
    assertThat(fingerprint.of(event("t", List.of("a"), "{ }", 1))).isNotEqualTo(same);
  }

  private static Verdict judge(Duration later, byte[] digest) {
    long first = 1_700_000_000_000L;
    return Seen.of(first, CONTENT).judge(Seen.of(first + later.toMillis(), digest), WINDOW);
  }

  private static Event event(String type, List<String> resources, String detail, long second) {
    Instant time = Instant.ofEpochSecond(second);
    return new Event(
        "id",
        "s",
        type,
        "v",
        time,
        time,
        resources,
        Map.of(),
        detail.getBytes(StandardCharsets.UTF_8));
  }
}
