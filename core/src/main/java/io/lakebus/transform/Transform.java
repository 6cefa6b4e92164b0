// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.Event;

/**
 * Makes rows of an event. Pure: the same event gives the same rows each time, however often it is
 * driven again. Never throws for what an event holds.
 */
public interface Transform {

  /**
   * The rows for an event.
   *
   * @param envelope the event's tree as {@code io.lakebus.rule.Envelope} makes it; nothing in it is
   *     changed
   */
  Yield apply(Event event, ObjectNode envelope);
}
