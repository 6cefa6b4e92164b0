// SPDX-License-Identifier: Apache-2.0
package io.lakebus.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The values of a program's settings, read once at its start: every problem is found, and an
 * unknown key is one.
 */
public final class Settings {

  private final Map<String, Object> values;

  private Settings(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads the settings from a program's arguments: {@code --config=FILE} names a properties file,
   * {@code --key=value} gives one setting and wins over the file.
   *
   * @throws ConfigException if anything about them is wrong
   */
  public static Settings load(String[] arguments, List<Setting<?>> known) {
    Map<String, String> fromFile = new HashMap<>();
    Map<String, String> fromArguments = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new ConfigException(
            List.of("'" + argument + "' is not of the form --key=value or --config=FILE"));
      }
      String key = argument.substring(2, equals);
      String value = argument.substring(equals + 1);
      if (key.equals("config")) {
        fromFile.putAll(readFile(Path.of(value)));
      } else {
        fromArguments.put(key, value);
      }
    }
    fromFile.putAll(fromArguments);
    return of(fromFile, known);
  }

  /**
   * Reads the settings from key-value pairs.
   *
   * @throws ConfigException if anything about them is wrong
   */
  public static Settings of(Map<String, String> given, List<Setting<?>> known) {
    List<String> problems = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    for (Setting<?> setting : known) {
      String text = given.get(setting.key());
      if (text == null && setting.defaultText().isEmpty()) {
        problems.add(setting.key() + " is not set: " + setting.description());
        continue;
      }
      try {
        values.put(
            setting.key(),
            setting.parser().apply(text == null ? setting.defaultText().orElseThrow() : text));
      } catch (IllegalArgumentException e) {
        problems.add(setting.key() + ": " + e.getMessage());
      }
    }
    List<String> keys = known.stream().map(Setting::key).toList();
    given.keySet().stream()
        .filter(key -> !keys.contains(key))
        .sorted()
        .forEach(key -> problems.add(key + " is not a setting; known are " + keys));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Settings(values);
  }

  /** The value of a setting that was among the known ones. */
  @SuppressWarnings("unchecked") // of() stored what this setting's own parser made
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.key());
    if (value == null) {
      throw new IllegalArgumentException(setting.key() + " was not among the known settings");
    }
    return (T) value;
  }

  private static Map<String, String> readFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new ConfigException(List.of("cannot read the settings file " + file + ": " + e));
    }
    Map<String, String> result = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> result.put(key, properties.getProperty(key)));
    return result;
  }
}
