// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.failpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderFailPointsTest {

  @TempDir private Path folder;

  @Test
  void aMomentWithoutAFileIsLikeAnyOther() {
    FailPoints failPoints = FailPoints.in(folder.resolve("nowhere").toString());
    assertThatCode(() -> failPoints.reached(Moment.LOOKED)).doesNotThrowAnyException();
  }

  @Test
  void aFileWorksAtItsMomentAndOnce() throws IOException {
    ask(Moment.LOOKED, "fail\n");
    FailPoints failPoints = FailPoints.in(folder.toString());
    failPoints.reached(Moment.STAGED);
    assertThat(file(Moment.LOOKED)).exists();

    assertThatThrownBy(() -> failPoints.reached(Moment.LOOKED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("looked");
    assertThat(file(Moment.LOOKED)).doesNotExist();
    assertThatCode(() -> failPoints.reached(Moment.LOOKED)).doesNotThrowAnyException();
  }

  @Test
  void aPauseLastsHoweverOftenTheThreadIsInterrupted() throws IOException {
    ask(Moment.STAGED, "pause 1");
    long begin = System.nanoTime();
    Thread.currentThread().interrupt();
    FailPoints.in(folder.toString()).reached(Moment.STAGED);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatAFileMayAskForIsParsed() {
    assertThat(Fault.parse("halt")).isEqualTo(new Fault.Halt());
    assertThat(Fault.parse(" fail\n")).isEqualTo(new Fault.Fail());
    assertThat(Fault.parse("pause  90\n")).isEqualTo(new Fault.Pause(Duration.ofSeconds(90)));
    for (String wrong : List.of("", "halt now", "pause", "pause -1", "pause 1s", "HALT")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fault.parse(wrong))
          .withMessageContaining("'" + wrong + "'")
          .withMessageContaining("pause SECONDS");
    }
  }

  @Test
  void withoutAFolderThereAreNone() {
    assertThat(FailPoints.in(" ")).isSameAs(FailPoints.none());
  }

  @Test
  void theNamesOfTheFilesStay() {
    assertThat(Arrays.stream(Moment.values()).map(Moment::fileName))
        .containsExactly(
            "before-barrier",
            "files-closed",
            "before-commit",
            "looked",
            "staged",
            "between-tables",
            "committed");
  }

  private void ask(Moment moment, String text) throws IOException {
    Files.writeString(file(moment), text, StandardCharsets.UTF_8);
  }

  private Path file(Moment moment) {
    return folder.resolve(moment.fileName());
  }
}
