// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

/** How a wait for rows ended. */
enum Ending {
  /** The tables have all rows that they should, perhaps more. */
  REACHED,
  /** A table's current snapshot names files that are not there. */
  UNREADABLE,
  /** The job runs, its checkpoints complete one after the other, and nothing is committed. */
  SILENT,
  /** The job does not come that far in the time it is given: it fails again and again. */
  STUCK,
  /** The job has ended by itself. */
  ENDED
}
