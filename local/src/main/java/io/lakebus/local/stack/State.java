// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.util.Locale;

/** Where a service is in its life. */
public enum State {
  /** For a service that it needs. */
  WAITING,
  /** It runs and does not answer yet. */
  STARTING,
  /** It answers. */
  READY,
  /** It answered, and no longer does. */
  UNHEALTHY,
  /** It ended by itself and is started again after a pause. */
  RESTARTING,
  STOPPING,
  STOPPED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
