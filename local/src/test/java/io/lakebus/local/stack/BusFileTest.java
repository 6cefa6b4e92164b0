// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.definition.DefinitionFiles;
import io.lakebus.local.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BusFileTest {

  @TempDir private Path folder;

  private Home home;
  private BusFile bus;

  @BeforeEach
  void newHome() {
    home = new Home(folder);
    bus = new BusFile(home, new Secrets(home));
  }

  @Test
  void theFirstDefinitionIsValidAndKnowsTheDemoKey() throws IOException {
    bus.prepare();

    String key = Files.readString(home.demoKey()).strip();
    assertThat(key).matches("lbk_demo_[0-9a-f]{48}");
    assertThat(BusParser.parse(home.busDefinition()))
        .isInstanceOfSatisfying(
            ParsedBus.Valid.class,
            valid ->
                assertThat(valid.bus().vendors().get("demo").keys().get(0).sha256())
                    .isEqualTo(ApiKeys.sha256(key)));
    assertThat(bus.name()).isEqualTo("sports");
  }

  @Test
  void theKeyIsReadableByItsOwnerOnlyAndKept() throws IOException {
    bus.prepare();
    String key = Files.readString(home.demoKey());
    bus.prepare();

    assertThat(Files.readString(home.demoKey())).isEqualTo(key);
    assertThat(Files.getPosixFilePermissions(home.demoKey()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void anotherDefinitionTakesItsPlaceAsItIsWritten() throws IOException {
    bus.prepare();
    String text = "bus: opera # ünïcode\n\n";
    bus.replace(DefinitionFiles.of("opera.yaml", text));

    assertThat(Files.readString(home.busDefinition())).isEqualTo(text);
    assertThat(bus.name()).isEqualTo("opera");
  }

  @Test
  void ofAFolderItMakesOneFileThatSaysTheSame() throws IOException {
    bus.prepare();
    DefinitionFiles files =
        new DefinitionFiles(
            List.of(
                new DefinitionFiles.NamedText("a.yaml", "# who\nbus: sports\nvendors: { v: {} }"),
                new DefinitionFiles.NamedText(
                    "b.yaml",
                    "---\nrules: { r: { pattern: { source: [a] }, table: t } }\nvendors: { w: {} }\n")));
    bus.replace(files);

    assertThat(files.parse()).isEqualTo(new ParsedBus.Valid(bus.bus()));
    assertThat(bus.bus().vendors()).containsOnlyKeys("v", "w");
    assertThat(Files.readString(home.busDefinition()))
        .isEqualTo(
            """
            --- # a.yaml
            # who
            bus: sports
            vendors: { v: {} }
            --- # b.yaml

            rules: { r: { pattern: { source: [a] }, table: t } }
            vendors: { w: {} }
            """);
  }

  @Test
  void whatARunningJobCannotChangeMakesAnotherStack() throws IOException {
    bus.prepare();
    String before = bus.ofTheJob();
    Files.writeString(home.busDefinition(), "max-tables: 7\n", StandardOpenOption.APPEND);
    assertThat(bus.ofTheJob()).isEqualTo(before);

    String text = Files.readString(home.busDefinition());
    Map<String, String> changes =
        Map.of(
            "bus: sports", "bus: opera",
            "table: events", "table: log",
            "table: quarantine", "table: dead",
            "window: 80h", "window: 79h",
            "interval: 2s", "interval: 3s");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).contains(change.getKey());
      Files.writeString(home.busDefinition(), text.replace(change.getKey(), change.getValue()));
      assertThat(bus.ofTheJob()).as("%s", change).isNotEqualTo(before);
    }
  }

  @Test
  void aWrongDefinitionIsToldWithItsLine() throws IOException {
    bus.prepare();
    Files.writeString(home.busDefinition(), "bus: sports\nrulez: {}\n");

    assertThatThrownBy(bus::prepare)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("bus.yaml:2: rulez: ");
  }
}
