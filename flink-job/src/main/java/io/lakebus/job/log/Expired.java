// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

/**
 * What becomes of a start without state at offsets whose records the log has dropped, because they
 * are older than its retention. A job with state always stops.
 */
public enum Expired {
  /** The job stops. */
  STOP,
  /** What is lost is lost: the job goes on at the first record that the log still has. */
  SKIP
}
