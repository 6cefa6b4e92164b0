// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointsTest {

  @TempDir private Path folder;

  @Test
  void theNewestOfAllRunsIsFoundWhateverItsNumber() throws IOException {
    complete("run1/chk-9", 100);
    Path newest = complete("run2/chk-1", 300);
    complete("run3/chk-5", 200);

    assertThat(new Checkpoints(folder).newest()).contains(newest);
  }

  @Test
  void oneThatIsNotCompleteIsNotFound() throws IOException {
    Path complete = complete("run1/chk-1", 100);
    Files.createDirectories(folder.resolve("run1/chk-2"));
    Files.createFile(folder.resolve("run1/chk-2/data"));
    complete("run1/shared", 200);

    assertThat(new Checkpoints(folder).newest()).contains(complete);
  }

  @Test
  void aSavepointIsOneToo() throws IOException {
    Path older = complete("run1/chk-9", 100);
    Path newer = complete("savepoint-a1b2c3-0123456789ab", 200);

    assertThat(new Checkpoints(folder).newest()).contains(newer);
    assertThat(new Checkpoints(folder).complete()).containsExactly(newer, older);
  }

  @Test
  void withoutAnyThereIsNone() throws IOException {
    assertThat(new Checkpoints(folder).newest()).isEmpty();
    assertThat(new Checkpoints(folder.resolve("absent")).newest()).isEmpty();
  }

  private Path complete(String name, long second) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.from(Instant.ofEpochSecond(second)));
    return checkpoint;
  }
}
