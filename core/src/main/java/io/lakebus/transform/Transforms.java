// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.Reason;
import java.util.ArrayList;
import java.util.List;

/** Compiles transforms. */
public final class Transforms {

  private Transforms() {}

  /**
   * Compiles a rule's transform.
   *
   * @throws InvalidTransformException if its definition is wrong
   */
  public static Transform compile(String rule, TransformSpec spec)
      throws InvalidTransformException {
    return switch (spec) {
      case TransformSpec.None none ->
          (event, envelope) -> new Yield.Rows(List.of((ObjectNode) envelope.get("detail")));
      case TransformSpec.Jsonata jsonata -> JsonataTransform.compile(jsonata.expression());
      case TransformSpec.InputTransformer transformer ->
          InputTransformer.compile(rule, transformer);
    };
  }

  /** The rows in a transform's result: an object is one, an array is one for each element. */
  static Yield rows(JsonNode result) {
    if (result.isMissingNode() || result.isNull()) {
      return new Yield.Rows(List.of());
    }
    if (result instanceof ObjectNode row) {
      return new Yield.Rows(List.of(row));
    }
    if (!result.isArray()) {
      return notARow(noun(result));
    }
    List<ObjectNode> rows = new ArrayList<>(result.size());
    for (JsonNode element : result) {
      if (!(element instanceof ObjectNode row)) {
        return notARow("a list with " + noun(element) + " at position " + rows.size());
      }
      rows.add(row);
    }
    return new Yield.Rows(rows);
  }

  private static Yield notARow(String what) {
    return new Yield.Failed(
        Reason.TRANSFORM_NOT_A_ROW,
        "the transform yields " + what + ", which is not an object or a list of objects");
  }

  private static String noun(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case NULL -> "null";
      default -> "something that is not JSON";
    };
  }
}
