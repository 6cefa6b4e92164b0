// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.bus.Problem;
import io.lakebus.local.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The definition of the bus that the stack runs: a file that people edit. Its version is counted:
 * it rises when a start finds the file changed.
 *
 * @param home the stack's folder
 * @param secrets makes the demo vendor's key
 */
public record BusFile(Home home, Secrets secrets) {

  private static final String SAMPLE = "bus.yaml";
  private static final String KEY_HASH = "${demo.key.sha256}";
  private static final String VERSION = "version";
  private static final String SHA256 = "sha256";

  /**
   * Makes the file and the demo vendor's key if there are none, checks the definition and counts a
   * new version if it has changed.
   *
   * @throws CommandFailure if the definition is wrong
   */
  void prepare() throws IOException {
    Path file = home.busDefinition();
    if (!Files.exists(home.demoKey())) {
      PrivateFiles.write(home.demoKey(), ApiKeys.make("demo", secrets) + System.lineSeparator());
    }
    if (!Files.exists(file)) {
      String key = Files.readString(home.demoKey()).strip();
      PrivateFiles.write(file, sample().replace(KEY_HASH, Fingerprint.sha256(key)));
    }
    parse();
    String content = Fingerprint.sha256(Files.readString(file));
    Properties last = lastStarted();
    if (!content.equals(last.getProperty(SHA256))) {
      int version = Integer.parseInt(last.getProperty(VERSION, "0")) + 1;
      PrivateFiles.writeProperties(
          versionFile(), Map.of(VERSION, Integer.toString(version), SHA256, content));
    }
  }

  /** The version that was counted last. */
  public int version() throws IOException {
    return Integer.parseInt(lastStarted().getProperty(VERSION, "1"));
  }

  /** The bus's name, which is also the schema of its tables. */
  public String name() {
    return parse().name();
  }

  private Bus parse() {
    return switch (BusParser.parse(home.busDefinition())) {
      case ParsedBus.Valid valid -> valid.bus();
      case ParsedBus.Invalid invalid ->
          throw new CommandFailure(
              invalid.problems().stream()
                  .map(Problem::toString)
                  .collect(Collectors.joining(System.lineSeparator())));
    };
  }

  private Properties lastStarted() throws IOException {
    Properties properties = new Properties();
    if (Files.exists(versionFile())) {
      properties.load(Files.newBufferedReader(versionFile(), StandardCharsets.UTF_8));
    }
    return properties;
  }

  private Path versionFile() {
    return home.data("bus").resolve("version.properties");
  }

  private static String sample() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(BusFile.class.getResourceAsStream(SAMPLE), SAMPLE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
