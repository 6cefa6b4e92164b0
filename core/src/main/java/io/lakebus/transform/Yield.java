// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.Reason;
import java.util.List;

/** What a transform makes of one event. */
public sealed interface Yield {

  /**
   * Rows, as many as the transform makes.
   *
   * @param rows their columns; none of them is changed by anybody
   */
  record Rows(List<ObjectNode> rows) implements Yield {

    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /** The transform failed on this event. */
  record Failed(Reason reason, String message) implements Yield {}
}
