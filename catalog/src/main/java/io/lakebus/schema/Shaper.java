// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes values of one type out of JSON. Compiled once per schema. */
@FunctionalInterface
interface Shaper {

  /**
   * The value for a record. Null if the JSON value as a whole does not fit this type; then the
   * caller rescues it. What does not fit within a fitting struct or list is rescued here.
   */
  Object shape(JsonNode value, Shaping row);
}
