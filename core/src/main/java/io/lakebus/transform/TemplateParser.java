// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lakebus.event.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses an input transformer's template. */
final class TemplateParser {

  private static final int MAX_LENGTH = 8192;
  private static final Pattern VARIABLE = Pattern.compile("<([A-Za-z0-9_.-]+)>");

  /** Stands before a variable's name in a text that holds the place of a value. */
  private static final String MARK = "\0";

  private final Set<String> known;
  private final List<String> problems;
  private final Set<String> unknown = new TreeSet<>();

  private TemplateParser(Set<String> known, List<String> problems) {
    this.known = known;
    this.problems = problems;
  }

  /**
   * Parses a template.
   *
   * @param known the variables that it may use
   * @param problems gets everything that is wrong; then the result is worth nothing
   */
  static Template parse(String text, Set<String> known, List<String> problems) {
    Template nothing = new Template.Constant(Template.missing());
    if (text.length() > MAX_LENGTH || text.contains(MARK) || text.contains("\\u0000")) {
      problems.add("the template is longer than 8192 characters, or has a NUL in it");
      return nothing;
    }
    TemplateParser parser = new TemplateParser(known, problems);
    try {
      Template template = parser.template(StrictJson.mapper().readTree(mark(text)));
      parser.unknown.forEach(
          name ->
              problems.add(
                  "the template uses <"
                      + name
                      + ">, which is not among the paths "
                      + new TreeSet<>(known)));
      return template;
    } catch (JsonProcessingException e) {
      problems.add(
          "the template is not JSON: "
              + e.getOriginalMessage()
              + " (line "
              + StrictJson.where(e).getLineNr()
              + ")");
      return nothing;
    }
  }

  /** Makes JSON of the template: a variable that stands for a value becomes a marked text. */
  private static String mark(String text) {
    StringBuilder json = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    boolean inText = false;
    int position = 0;
    while (position < text.length()) {
      char character = text.charAt(position);
      if (inText && character == '\\' && position + 1 < text.length()) {
        json.append(character).append(text.charAt(position + 1));
        position += 2;
      } else if (!inText
          && character == '<'
          && variable.region(position, text.length()).lookingAt()) {
        json.append("\"\\u0000").append(variable.group(1)).append('"');
        position = variable.end();
      } else {
        inText ^= character == '"';
        json.append(character);
        position++;
      }
    }
    return json.toString();
  }

  private Template template(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Template> fields = new LinkedHashMap<>();
        node.properties()
            .forEach(
                field -> {
                  if (field.getKey().startsWith(MARK) || VARIABLE.matcher(field.getKey()).find()) {
                    problems.add("a variable cannot be a field's name in the template");
                  }
                  fields.put(field.getKey(), template(field.getValue()));
                });
        yield new Template.Fields(fields);
      }
      case ARRAY -> {
        List<Template> elements = new ArrayList<>();
        node.forEach(element -> elements.add(template(element)));
        yield new Template.Elements(elements);
      }
      case STRING -> text(node.textValue());
      default -> new Template.Constant(node);
    };
  }

  private Template text(String text) {
    if (text.startsWith(MARK)) {
      return variable(text.substring(1));
    }
    List<Template> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      parts.add(new Template.Constant(TextNode.valueOf(text.substring(end, matcher.start()))));
      parts.add(variable(matcher.group(1)));
      end = matcher.end();
    }
    TextNode rest = TextNode.valueOf(text.substring(end));
    if (parts.isEmpty()) {
      return new Template.Constant(rest);
    }
    parts.add(new Template.Constant(rest));
    return new Template.Text(parts);
  }

  private Template variable(String name) {
    if (!known.contains(name)) {
      unknown.add(name);
    }
    return new Template.Variable(name);
  }
}
