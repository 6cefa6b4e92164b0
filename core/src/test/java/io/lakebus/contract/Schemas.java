// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.DetailReader;
import java.nio.charset.StandardCharsets;

/** Reads what tests write as text; {@code '} stands for a quotation mark. */
final class Schemas {

  private Schemas() {}

  static ObjectNode json(String text) {
    return switch (DetailReader.read(bytes(text))) {
      case DetailReader.Detail.Tree read -> read.tree();
      case DetailReader.Detail.Invalid invalid ->
          throw new IllegalArgumentException(text + ": " + invalid.problem());
    };
  }

  static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static ContractSchema schema(String text) {
    try {
      return ContractSchema.of(json(text));
    } catch (InvalidSchemaException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
