// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FailPointsTest {

  @TempDir private Path folder;

  @Test
  void whatIsArmedIsAFileOfTheMomentsName() throws IOException {
    new FailPoints(folder.resolve("new"), time -> {}).arm("looked", "pause 7");

    assertThat(folder.resolve("new/looked")).hasContent("pause 7");
    assertThat(folder.resolve("new"))
        .isDirectoryNotContaining(file -> !file.getFileName().toString().equals("looked"));
  }

  @Test
  void theMomentIsReachedWhenTheFileHasBeenTaken() throws Exception {
    FailPoints failPoints = new FailPoints(folder, time -> taken(folder.resolve("staged")));
    failPoints.arm("staged", "halt");

    assertThat(failPoints.awaitReached("staged", Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void aMomentThatIsNotReachedInTimeDoesNothingLater() throws Exception {
    FailPoints failPoints = new FailPoints(folder, time -> {});
    failPoints.arm("committed", "halt");

    assertThat(failPoints.awaitReached("committed", Duration.ZERO)).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void afterDisarmingNothingIsArmed() throws IOException {
    FailPoints failPoints = new FailPoints(folder, time -> {});
    failPoints.arm("looked", "halt");
    failPoints.arm("committed", "fail");

    failPoints.disarm();

    assertThat(folder).isEmptyDirectory();
  }

  private static void taken(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
