// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

/** One event's place in a body: an event that can go on, or why not. */
sealed interface Entry {

  /** The JSON is an event. */
  record Valid(Draft draft) implements Entry {}

  /** The JSON is not an event. */
  record Faulty(Problem problem) implements Entry {}
}
