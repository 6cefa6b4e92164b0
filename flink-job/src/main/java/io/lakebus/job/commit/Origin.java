// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/** Where a commit comes from. */
public enum Origin {
  /** It was made since the job was last started: nobody can have committed it before. */
  THIS_RUN,
  /** It was in the state that the job was started with: it may have been committed long ago. */
  STATE
}
