// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.dedup;

/** What dedup says of an event. */
enum Verdict {
  /** The first of its key within the window: it goes on. */
  FIRST,
  /** The same again: it is counted and goes no further. */
  REPEAT,
  /** The same id with other content: a dead letter. */
  REUSED_ID
}
