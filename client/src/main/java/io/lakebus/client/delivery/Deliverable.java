// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Instant;

/** An event that can be delivered. */
public interface Deliverable {

  /** The event object, JSON in UTF-8: the same for each attempt, so that a repeat is recognised. */
  byte[] json();

  /** When its time is over: nothing that has to be waited for begins later. */
  Instant deadline();
}
