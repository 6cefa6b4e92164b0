// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.Admission;
import io.lakebus.gateway.limit.Turns;

import static java.util.Objects.requireNonNull;

/**
 * How bodies are read.
 *
 * @param admission the bound on bodies in memory, which parties share
 * @param limits the limits of one body
 * @param turns who works on a large one
 */
public record Bodies(Admission admission, BodyLimits limits, Turns turns) {

  public Bodies {
    requireNonNull(admission, "admission is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(turns, "turns is null");
  }

  /** The same with bodies that may be this large. */
  Bodies withMaxBytes(int bytes) {
    return new Bodies(admission, limits.withMaxBytes(bytes), turns);
  }
}
