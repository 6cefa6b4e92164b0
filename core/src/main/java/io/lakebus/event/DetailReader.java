// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads a detail's bytes into a tree, or says what is wrong with them: exactly what {@link
 * JsonValidator} says. Integers are exact at any size, decimals keep every digit and their scale.
 */
public final class DetailReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What reading yields. */
  public sealed interface Detail {

    /** The bytes are a detail; the reader of the tree shares it with others and changes nothing. */
    record Tree(ObjectNode tree) implements Detail {}

    /** They are not. */
    record Invalid(JsonProblem problem) implements Detail {}
  }

  private DetailReader() {}

  /** Reads a detail. */
  public static Detail read(byte[] bytes) {
    Optional<JsonProblem> text = JsonValidator.checkText(bytes, 0, bytes.length);
    if (text.isPresent()) {
      return new Detail.Invalid(text.get());
    }
    try (JsonParser parser = StrictJson.factory().createParser(bytes)) {
      try {
        return read(parser);
      } catch (JsonProcessingException e) {
        return new Detail.Invalid(JsonValidator.explain(parser, e));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail to be read
    }
  }

  private static Detail read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return new Detail.Invalid(JsonValidator.notAnObject(parser));
    }
    try {
      ObjectNode tree = object(parser, 1);
      Optional<JsonProblem> trailing = JsonValidator.trailing(parser);
      return trailing.isPresent() ? new Detail.Invalid(trailing.get()) : new Detail.Tree(tree);
    } catch (BeyondLimit e) {
      return new Detail.Invalid(e.problem);
    }
  }

  private static JsonNode value(JsonParser parser, JsonToken token, int depth)
      throws IOException, BeyondLimit {
    return switch (token) {
      case START_OBJECT -> object(parser, depth + 1);
      case START_ARRAY -> array(parser, depth + 1);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static ObjectNode object(JsonParser parser, int depth) throws IOException, BeyondLimit {
    checkDepth(parser, depth);
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      object.set(name, value(parser, parser.nextToken(), depth));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser, int depth) throws IOException, BeyondLimit {
    checkDepth(parser, depth);
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token, depth));
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static JsonNode decimal(JsonParser parser) throws IOException, BeyondLimit {
    if (JsonValidator.isTooLarge(parser)) {
      throw new BeyondLimit(JsonValidator.tooLarge(parser));
    }
    return DecimalNode.valueOf(parser.getDecimalValue());
  }

  private static void checkDepth(JsonParser parser, int depth) throws BeyondLimit {
    if (depth > StrictJson.MAX_DEPTH) {
      throw new BeyondLimit(JsonValidator.tooDeep(parser));
    }
  }

  /** Leaves the recursion; never leaves this class. */
  private static final class BeyondLimit extends Exception {
    private static final long serialVersionUID = 1;

    private final transient JsonProblem problem;

    BeyondLimit(JsonProblem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }
  }
}
