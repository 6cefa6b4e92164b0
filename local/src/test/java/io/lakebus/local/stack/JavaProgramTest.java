// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JavaProgramTest {

  @TempDir Path folder;

  private Path jar;
  private Path archives;

  @BeforeEach
  void makeJar() throws IOException {
    jar = Files.writeString(folder.resolve("server.jar"), "as first built");
    archives = folder.resolve("archives");
  }

  @Test
  void theSameJarsUseTheSameArchive() throws IOException {
    assertThat(archiveOf("kafka")).isEqualTo(archiveOf("kafka"));
  }

  @Test
  void jarsThatWereBuiltAgainHaveAnArchiveOfTheirOwn() throws IOException {
    Path first = archiveOf("kafka");
    buildAgain();

    assertThat(archiveOf("kafka")).isNotEqualTo(first);
  }

  @Test
  void theArchiveOfFormerJarsIsDeletedAndThoseOfOtherServicesStay() throws IOException {
    Path former = Files.createFile(archiveOf("kafka"));
    Path other = Files.createFile(archiveOf("kafka-format"));
    buildAgain();

    archiveOf("kafka");

    try (Stream<Path> left = Files.list(archives)) {
      assertThat(left).containsExactly(other).doesNotContain(former);
    }
  }

  /** A jar of the same size: what tells it from the former is when it was written. */
  private void buildAgain() throws IOException {
    Instant built = Files.getLastModifiedTime(jar).toInstant();
    Files.setLastModifiedTime(jar, FileTime.from(built.plusSeconds(60)));
  }

  /** The archive that a launch's options name. */
  private Path archiveOf(String service) throws IOException {
    Home home = new Home(folder.resolve("home"));
    new JavaProgram(service, List.of(jar), archives, List.of(), "Main").launch(home, List.of());
    String option = "-XX:SharedArchiveFile=";
    return Files.readAllLines(home.etc().resolve("jvm").resolve(service + ".options")).stream()
        .map(line -> line.replace("\"", ""))
        .filter(line -> line.startsWith(option))
        .map(line -> Path.of(line.substring(option.length())))
        .findFirst()
        .orElseThrow();
  }
}
