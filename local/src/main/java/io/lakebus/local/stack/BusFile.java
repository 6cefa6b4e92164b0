// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.bus.Problem;
import io.lakebus.definition.DefinitionFiles;
import io.lakebus.local.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The definition of the bus that the stack runs: a file that people edit. A start publishes it if
 * another one is in force, and {@code apply} puts another one in its place.
 *
 * @param home the stack's folder
 * @param secrets makes the demo vendor's key
 */
public record BusFile(Home home, Secrets secrets) {

  private static final String SAMPLE = "bus.yaml";
  private static final String KEY_HASH = "${demo.key.sha256}";

  /**
   * Makes the file and the demo vendor's key if there are none, and checks the definition.
   *
   * @throws CommandFailure if the definition is wrong
   */
  public void prepare() throws IOException {
    Path file = home.busDefinition();
    if (!Files.exists(home.demoKey())) {
      PrivateFiles.write(home.demoKey(), ApiKeys.make("demo", secrets) + System.lineSeparator());
    }
    if (!Files.exists(file)) {
      String key = Files.readString(home.demoKey()).strip();
      PrivateFiles.write(file, sample().replace(KEY_HASH, ApiKeys.sha256(key)));
    }
    bus();
  }

  /** The bus's name, which is also the schema of its tables. */
  public String name() {
    return bus().name();
  }

  /**
   * What the file says.
   *
   * @throws CommandFailure if it is wrong
   */
  public Bus bus() {
    return switch (BusParser.parse(home.busDefinition())) {
      case ParsedBus.Valid valid -> valid.bus();
      case ParsedBus.Invalid invalid ->
          throw new CommandFailure(
              invalid.problems().stream()
                  .map(Problem::toString)
                  .collect(Collectors.joining(System.lineSeparator())));
    };
  }

  /** The file itself. */
  public DefinitionFiles files() throws IOException {
    return DefinitionFiles.read(home.busDefinition());
  }

  /**
   * Puts another definition in its place, in one move. Of several files it makes one, a document
   * for each; their texts stay as they are.
   */
  public void replace(DefinitionFiles files) throws IOException {
    String text =
        files.files().size() == 1
            ? files.files().getFirst().text()
            : files.files().stream()
                .map(
                    file ->
                        "--- # " + file.name() + "\n" + withoutStart(file.text()).stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    PrivateFiles.write(home.busDefinition(), text);
  }

  /** A file may begin with the mark that begins a document. */
  private static String withoutStart(String text) {
    return text.startsWith("---") ? text.substring("---".length()) : text;
  }

  /** What of the definition a running job cannot change; another one needs a start of it. */
  public String ofTheJob() {
    Bus bus = bus();
    return String.join(
        " ",
        bus.name(),
        bus.archive().table(),
        bus.quarantine().table(),
        bus.dedupWindow().toString(),
        bus.commitInterval().toString());
  }

  /** The sample's bus definition, with placeholders. */
  static String sample() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(BusFile.class.getResourceAsStream(SAMPLE), SAMPLE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
