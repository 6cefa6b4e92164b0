// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
    assertThat(bus.version()).isEqualTo(1);
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
  void aChangeBetweenStartsIsANewVersion() throws IOException {
    bus.prepare();
    bus.prepare();
    assertThat(bus.version()).isEqualTo(1);

    Files.writeString(home.busDefinition(), "# changed\n", StandardOpenOption.APPEND);
    assertThat(bus.version()).isEqualTo(1);
    bus.prepare();
    assertThat(bus.version()).isEqualTo(2);
  }

  @Test
  void aWrongDefinitionIsToldWithItsLineAndCountsNoVersion() throws IOException {
    bus.prepare();
    Files.writeString(home.busDefinition(), "bus: sports\nrulez: {}\n");

    assertThatThrownBy(bus::prepare)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("bus.yaml:2: rulez: ");
    assertThat(bus.version()).isEqualTo(1);
  }
}
