// SPDX-License-Identifier: Apache-2.0
package io.lakebus.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One setting of a program.
 *
 * @param key its key, kebab case in dotted groups
 * @param defaultText its default as a user would write it; empty for a setting that must be given
 * @param description one sentence for the settings table
 * @param parser makes the value of the text, or throws {@link IllegalArgumentException} saying what
 *     is wrong
 * @param <T> the value's type
 */
public record Setting<T>(
    String key, Optional<String> defaultText, String description, Function<String, T> parser) {

  /** A text. */
  public static Setting<String> text(String key, String defaultText, String description) {
    return new Setting<>(key, Optional.of(defaultText), description, text -> text);
  }

  /** A text that must be given. */
  public static Setting<String> requiredText(String key, String description) {
    return new Setting<>(key, Optional.empty(), description, Setting::notEmpty);
  }

  /** A whole number that is not negative. */
  public static Setting<Integer> count(String key, int defaultValue, String description) {
    return atLeast("0", whole(key, defaultValue, description));
  }

  /** A whole number that is positive. */
  public static Setting<Integer> positive(String key, int defaultValue, String description) {
    return atLeast("1", whole(key, defaultValue, description));
  }

  /** A port to listen on; 0 for a free one. */
  public static Setting<Integer> port(String key, int defaultValue, String description) {
    return atMost("65535", count(key, defaultValue, description));
  }

  /** A duration such as {@code 2s}. */
  public static Setting<Duration> duration(String key, String defaultText, String description) {
    return new Setting<>(key, Optional.of(defaultText), description, Durations::parse);
  }

  /** A size such as {@code 1MiB}. */
  public static Setting<DataSize> size(String key, String defaultText, String description) {
    return new Setting<>(key, Optional.of(defaultText), description, DataSize::parse);
  }

  /** A URI. */
  public static Setting<URI> uri(String key, String defaultText, String description) {
    return new Setting<>(key, Optional.of(defaultText), description, URI::create);
  }

  /**
   * The setting, with no value below a least one.
   *
   * @param least the least value as a user would write it
   */
  public static <V extends Comparable<V>> Setting<V> atLeast(String least, Setting<V> setting) {
    V bound = setting.parser.apply(least);
    return setting.refusing(value -> value.compareTo(bound) < 0, "is less than " + least);
  }

  /**
   * The setting, with no value above a greatest one.
   *
   * @param most the greatest value as a user would write it
   */
  public static <V extends Comparable<V>> Setting<V> atMost(String most, Setting<V> setting) {
    V bound = setting.parser.apply(most);
    return setting.refusing(value -> value.compareTo(bound) > 0, "is more than " + most);
  }

  private Setting<T> refusing(Predicate<T> wrong, String problem) {
    return new Setting<>(
        key,
        defaultText,
        description,
        text -> {
          T value = parser.apply(text);
          if (wrong.test(value)) {
            throw new IllegalArgumentException("'" + text + "' " + problem);
          }
          return value;
        });
  }

  private static Setting<Integer> whole(String key, int defaultValue, String description) {
    return new Setting<>(
        key, Optional.of(Integer.toString(defaultValue)), description, Setting::parseWhole);
  }

  private static String notEmpty(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("is empty");
    }
    return text;
  }

  private static Integer parseWhole(String text) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
    }
  }
}
