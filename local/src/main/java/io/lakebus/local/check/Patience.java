// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Duration;

/**
 * How long a check waits.
 *
 * @param missing how long rows may still be missing, or the tables not be readable
 * @param settle how long after everything is there the tables are looked at again: a row that comes
 *     twice may come late
 */
public record Patience(Duration missing, Duration settle) {

  /** What is not there now is missing. */
  public static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO);
}
