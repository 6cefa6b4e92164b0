// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileOutputTest {

  @TempDir Path folder;
  private Path file;
  private FileOutput output;

  @BeforeEach
  void open() {
    file = folder.resolve("access.log");
    output = new FileOutput(file);
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void linesAreAppended() throws IOException {
    Files.writeString(file, "before\n");

    write("one\n");
    write("two\n");

    assertThat(file).hasContent("before\none\ntwo\n");
  }

  @Test
  void nothingToWriteOpensTheFileAllTheSame() throws IOException {
    write("");

    assertThat(file).isEmptyFile();
  }

  @Test
  void aFileThatIsMovedAwayIsFollowedByANewOne() throws IOException {
    write("one\n");
    Files.move(file, folder.resolve("access.log.1"));
    write("two\n");
    Files.delete(file);
    write("three\n");
    Files.move(file, folder.resolve("access.log.2"));
    Files.writeString(file, "another's\n");
    write("four\n");

    assertThat(folder.resolve("access.log.1")).hasContent("one\n");
    assertThat(folder.resolve("access.log.2")).hasContent("three\n");
    assertThat(file).hasContent("another's\nfour\n");
  }

  @Test
  void aFileThatIsEmptiedGoesOnFromItsBeginning() throws IOException {
    write("one\n");
    Files.write(file, new byte[0]);
    write("two\n");

    assertThat(file).hasContent("two\n");
  }

  @Test
  void aFolderThatIsNotThereFailsUntilItIs() throws IOException {
    output = new FileOutput(folder.resolve("logs").resolve("access.log"));
    ByteBuffer lines = ByteBuffer.wrap("one\n".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> output.write(lines)).isInstanceOf(NoSuchFileException.class);
    assertThat(lines.remaining()).isEqualTo(4);
    Files.createDirectory(folder.resolve("logs"));
    output.write(lines);

    assertThat(folder.resolve("logs/access.log")).hasContent("one\n");
  }

  private void write(String lines) throws IOException {
    output.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII)));
  }
}
