// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import static java.util.Objects.requireNonNull;

/**
 * Why a text is not an event pattern.
 *
 * @param message what is wrong
 * @param line the line in the pattern's text, from 1
 * @param column the column, from 1
 */
public record PatternProblem(String message, int line, int column) {

  public PatternProblem {
    requireNonNull(message, "message is null");
  }
}
