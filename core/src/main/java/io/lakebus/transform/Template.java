// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An input transformer's template, parsed: JSON with variables in it. What fills it are trees, so
 * nothing needs to be escaped and the result is always JSON.
 */
sealed interface Template {

  /**
   * Fills in the variables.
   *
   * @param variables a variable's value; a missing node if it has none
   * @return the result; a missing node if all of it is one variable without value
   */
  JsonNode fill(Function<String, JsonNode> variables);

  /** The same for every event. */
  record Constant(JsonNode value) implements Template {

    @Override
    public JsonNode fill(Function<String, JsonNode> variables) {
      return value;
    }
  }

  /** A variable as a value of its own: it keeps its type. */
  record Variable(String name) implements Template {

    @Override
    public JsonNode fill(Function<String, JsonNode> variables) {
      return variables.apply(name);
    }
  }

  /**
   * Variables within a text: a text as it is, anything else as JSON, nothing where there is no
   * value.
   */
  record Text(List<Template> parts) implements Template {

    public Text {
      parts = List.copyOf(parts);
    }

    @Override
    public JsonNode fill(Function<String, JsonNode> variables) {
      StringBuilder text = new StringBuilder();
      for (Template part : parts) {
        JsonNode value = part.fill(variables);
        if (!value.isMissingNode()) {
          text.append(value.isTextual() ? value.textValue() : value.toString());
        }
      }
      return TextNode.valueOf(text.toString());
    }
  }

  /** An object; a field whose variable has no value is left out. */
  record Fields(Map<String, Template> fields) implements Template {

    @Override
    public JsonNode fill(Function<String, JsonNode> variables) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fields.forEach(
          (name, field) -> {
            JsonNode value = field.fill(variables);
            if (!value.isMissingNode()) {
              object.set(name, value);
            }
          });
      return object;
    }
  }

  /** A list; an element whose variable has no value is left out. */
  record Elements(List<Template> elements) implements Template {

    public Elements {
      elements = List.copyOf(elements);
    }

    @Override
    public JsonNode fill(Function<String, JsonNode> variables) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Template element : elements) {
        JsonNode value = element.fill(variables);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }
  }

  /** Nothing, for a variable that is not there. */
  static JsonNode missing() {
    return MissingNode.getInstance();
  }
}
