// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * A target table's name: fixed, or with placeholders that each event fills.
 *
 * @param text the template as written
 * @param namespace the namespace, where the name is qualified
 * @param parts the table's name without the namespace
 */
public record TableNameTemplate(String text, Optional<String> namespace, List<Part> parts) {

  /** The longest name of a table or namespace, in characters: what Glue and Hive can hold. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}|([a-z0-9_]+)");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z_][a-z0-9_]*");

  /** A piece of the name. */
  public sealed interface Part {

    /** Text that is the same for every event. */
    record Literal(String text) implements Part {}

    /** A value of the event, in the form that names have. */
    record Filled(Placeholder placeholder) implements Part {}
  }

  /** What an event can fill in. */
  public enum Placeholder {
    DETAIL_TYPE("detail-type"),
    SOURCE("source"),
    VENDOR("vendor");

    private final String text;

    Placeholder(String text) {
      this.text = text;
    }

    private static Placeholder of(String text) {
      for (Placeholder placeholder : values()) {
        if (placeholder.text.equals(text)) {
          return placeholder;
        }
      }
      throw new IllegalArgumentException(
          "{" + text + "} is not a placeholder; there are {detail-type}, {source} and {vendor}");
    }
  }

  public TableNameTemplate {
    requireNonNull(text, "text is null");
    requireNonNull(namespace, "namespace is null");
    parts = List.copyOf(parts);
  }

  /**
   * Reads {@code cat1}, {@code type_{detail-type}} or {@code namespace.table}.
   *
   * @throws IllegalArgumentException if the text is not a template
   */
  public static TableNameTemplate parse(String text) {
    int dot = text.indexOf('.');
    Optional<String> namespace = dot < 0 ? Optional.empty() : Optional.of(text.substring(0, dot));
    namespace.ifPresent(TableNameTemplate::checkNamespace);
    String name = text.substring(dot + 1);
    List<Part> parts = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(name);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      parts.add(
          matcher.group(1) == null
              ? new Part.Literal(matcher.group(2))
              : new Part.Filled(Placeholder.of(matcher.group(1))));
    }
    if (end != name.length() || name.isEmpty()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a table name: lower-case letters, digits, _ and placeholders such as"
              + " {detail-type}, after an optional namespace and a dot");
    }
    TableNameTemplate template = new TableNameTemplate(text, namespace, parts);
    if (template.literalLength() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "'" + text + "' is longer than " + MAX_LENGTH + " characters");
    }
    return template;
  }

  /** Whether every event goes to the same table. */
  public boolean isFixed() {
    return parts.stream().allMatch(Part.Literal.class::isInstance);
  }

  /** The name with its namespace, placeholders as they are. */
  public String qualified(String busNamespace) {
    return namespace.orElse(busNamespace) + "." + text.substring(text.indexOf('.') + 1);
  }

  /** Whether some event could make this the name of that table, which is a fixed one. */
  boolean canBe(TableNameTemplate table, String busNamespace) {
    StringBuilder expression = new StringBuilder();
    expression.append(Pattern.quote(namespace.orElse(busNamespace) + "."));
    for (Part part : parts) {
      expression.append(
          part instanceof Part.Literal literal ? Pattern.quote(literal.text()) : "[a-z0-9_]*");
    }
    return Pattern.matches(expression.toString(), table.qualified(busNamespace));
  }

  /**
   * The table's name, without the namespace, for an event with these values. It can be empty or
   * longer than {@link #MAX_LENGTH}; the caller checks.
   */
  public String fill(Function<Placeholder, String> values) {
    StringBuilder name = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal literal -> name.append(literal.text());
        case Part.Filled filled -> appendAsName(name, values.apply(filled.placeholder()));
      }
    }
    return name.toString();
  }

  private static void appendAsName(StringBuilder name, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); ) {
      int character = lower.codePointAt(i);
      name.append(isNameCharacter(character) ? (char) character : '_');
      i += Character.charCount(character);
    }
  }

  private static boolean isNameCharacter(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }

  private int literalLength() {
    return parts.stream()
        .mapToInt(part -> part instanceof Part.Literal literal ? literal.text().length() : 0)
        .sum();
  }

  private static void checkNamespace(String namespace) {
    if (!NAMESPACE.matcher(namespace).matches() || namespace.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "'"
              + namespace
              + "' is not a namespace: lower-case letters, digits and _, and no digit first");
    }
  }
}
