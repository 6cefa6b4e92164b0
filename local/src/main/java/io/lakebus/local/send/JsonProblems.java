// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lakebus.event.StrictJson;

/** Where JSON is malformed. */
final class JsonProblems {

  private JsonProblems() {}

  /** The line, counted from 1. */
  static long line(JsonProcessingException e) {
    return Math.max(1, StrictJson.where(e).getLineNr());
  }

  /** The column, counted from 1. */
  static long column(JsonProcessingException e) {
    return Math.max(1, StrictJson.where(e).getColumnNr());
  }
}
