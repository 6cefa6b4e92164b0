// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.config.SettingsTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeSettingsTest {

  @Test
  void theReadmeShowsEverySettingOfTheCatalog() throws IOException {
    assertThat(Files.readString(Path.of("../README.md"), StandardCharsets.UTF_8))
        .contains("### Catalog\n\n" + SettingsTable.markdown(CatalogConfig.SETTINGS));
  }
}
