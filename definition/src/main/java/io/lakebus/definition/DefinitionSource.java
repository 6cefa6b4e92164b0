// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.config.ConfigException;
import io.lakebus.config.Setting;
import io.lakebus.config.Settings;
import java.nio.file.Path;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** Where a program has its bus definition from: the two settings that gateway and job share. */
public sealed interface DefinitionSource {

  /** A file or folder, read at the start. */
  Setting<String> FILE =
      Setting.text(
          "bus.definition",
          "",
          "The bus definition, a YAML file or a folder of them: read once, at the start. Or"
              + " bus.name, exactly one of them");

  /** A bus whose published definitions are followed. */
  Setting<String> NAME =
      Setting.text(
          "bus.name",
          "",
          "The bus's name: its definition is the one that is published in Kafka, and a new one"
              + " takes effect without a restart");

  /**
   * A file, or a folder of them; it does not change until the next start.
   *
   * @param path where it is
   */
  record Fixed(Path path) implements DefinitionSource {

    public Fixed {
      requireNonNull(path, "path is null");
    }
  }

  /**
   * The definitions that are published for a bus.
   *
   * @param bus the bus's name
   */
  record Followed(String bus) implements DefinitionSource {

    public Followed {
      requireNonNull(bus, "bus is null");
    }
  }

  /**
   * The source that the settings name.
   *
   * @throws ConfigException if they name none, or two
   */
  static DefinitionSource of(Settings settings) {
    String file = settings.get(FILE).strip();
    String name = settings.get(NAME).strip();
    if (file.isEmpty() == name.isEmpty()) {
      throw new ConfigException(List.of("exactly one of bus.definition and bus.name is needed"));
    }
    return file.isEmpty() ? new Followed(name) : new Fixed(Path.of(file));
  }
}
