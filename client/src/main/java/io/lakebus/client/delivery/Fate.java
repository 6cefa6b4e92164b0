// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

/** What is known about an event when nothing more is done for it. */
public enum Fate {
  /** The gateway said that it has the event. */
  ACCEPTED,
  /** The gateway does not have the event: it refused every attempt, or was never reached. */
  NOT_ACCEPTED,
  /** An answer is missing, or was the gateway's fault: it has the event or not. */
  UNKNOWN
}
