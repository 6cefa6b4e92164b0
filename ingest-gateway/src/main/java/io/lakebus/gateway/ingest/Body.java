// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.util.List;

/** What reading a body yields. */
sealed interface Body {

  /**
   * The body holds events, some of them perhaps faulty.
   *
   * @param entries one for each event, in the body's order
   */
  record Events(List<Entry> entries) implements Body {}

  /** The body is refused whole. */
  record Refused(Problem problem) implements Body {}
}
