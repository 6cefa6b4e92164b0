// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PrivateFilesTest {

  @TempDir private Path folder;

  @Test
  void settingsAreReadAsTheyWereWrittenInBothEncodings() throws IOException {
    Map<String, String> settings = Map.of("path", "/home/żółw/a b=c", "escape", "C:\\temp\ttab");
    Path file = folder.resolve("new/settings.properties");

    PrivateFiles.writeProperties(file, settings);

    Properties latin = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      latin.load(in);
    }
    Properties utf8 = new Properties();
    utf8.load(Files.newBufferedReader(file, StandardCharsets.UTF_8));
    assertThat(latin).isEqualTo(settings);
    assertThat(utf8).isEqualTo(settings);
  }

  @Test
  void nobodyElseCanReadThemAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("secret");

    PrivateFiles.write(file, "one");
    PrivateFiles.write(file, "two");

    assertThat(file).hasContent("two");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }
}
