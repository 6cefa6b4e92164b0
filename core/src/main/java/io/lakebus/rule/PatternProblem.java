// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.lakebus.event.StrictJson;

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

  /** Of a text that is not JSON. */
  static PatternProblem of(JsonProcessingException thrown) {
    JsonLocation where = StrictJson.where(thrown);
    return new PatternProblem(thrown.getOriginalMessage(), where.getLineNr(), where.getColumnNr());
  }
}
