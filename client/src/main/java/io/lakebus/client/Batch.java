// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.util.List;

/**
 * Events that go in one request.
 *
 * @param first the number of the first of them, in the order in which they were given
 * @param events the events
 */
record Batch(long first, List<Pending> events) {

  Batch {
    events = List.copyOf(events);
  }

  long size() {
    return events.stream().mapToLong(Pending::size).sum();
  }
}
