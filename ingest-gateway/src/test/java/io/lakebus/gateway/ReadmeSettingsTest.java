// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.config.SettingsTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeSettingsTest {

  @Test
  void theReadmeShowsEverySettingOfTheGateway() throws IOException {
    assertThat(Files.readString(Path.of("../README.md"), StandardCharsets.UTF_8))
        .contains("### Gateway\n\n" + SettingsTable.markdown(GatewayConfig.SETTINGS));
  }
}
