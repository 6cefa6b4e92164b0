// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/** A transform as the bus definition states it, not compiled. */
public sealed interface TransformSpec {

  /** The detail as it is. */
  record None() implements TransformSpec {}

  /**
   * A JSONata expression over the detail.
   *
   * @param expression its text
   */
  record Jsonata(String expression) implements TransformSpec {

    public Jsonata {
      requireNonNull(expression, "expression is null");
    }
  }

  /**
   * EventBridge's input transformer.
   *
   * @param paths JSON paths into the EventBridge envelope, by variable name
   * @param template JSON with {@code <variable>} in it
   */
  record InputTransformer(Map<String, String> paths, String template) implements TransformSpec {

    public InputTransformer {
      paths = Map.copyOf(paths);
      requireNonNull(template, "template is null");
    }
  }
}
