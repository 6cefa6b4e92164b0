// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Settings of the job that go before those that the stack makes, from its next start on.
 *
 * @param home of the stack
 */
public record JobOverrides(Home home) {

  private Path file() {
    return home.etc().resolve("job-overrides.properties");
  }

  /** Sets some; others stay. */
  public void set(Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(read());
    all.putAll(settings);
    PrivateFiles.writeProperties(file(), all);
  }

  /** All that are set. */
  Map<String, String> read() throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file())) {
      try (Reader reader = Files.newBufferedReader(file(), StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }
}
