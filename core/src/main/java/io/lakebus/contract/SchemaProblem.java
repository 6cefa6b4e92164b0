// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import static java.util.Objects.requireNonNull;

/**
 * One mistake in a schema.
 *
 * @param pointer where in the schema, as a JSON pointer; empty for the whole
 * @param message what is wrong
 */
public record SchemaProblem(String pointer, String message) {

  public SchemaProblem {
    requireNonNull(pointer, "pointer is null");
    requireNonNull(message, "message is null");
  }
}
