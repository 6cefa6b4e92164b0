// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.transform.TransformSpec;
import java.util.TreeMap;

/** Transforms in one line each. */
final class TransformTexts {

  private TransformTexts() {}

  static String of(TransformSpec transform) {
    return switch (transform) {
      case TransformSpec.None none -> "none";
      case TransformSpec.Jsonata jsonata -> "jsonata " + oneLine(jsonata.expression());
      case TransformSpec.InputTransformer transformer ->
          "input-transformer "
              + new TreeMap<>(transformer.paths())
              + " "
              + oneLine(transformer.template());
    };
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
