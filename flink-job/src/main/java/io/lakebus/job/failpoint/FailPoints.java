// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.failpoint;

import java.io.Serializable;

/**
 * What happens at the moments of a checkpoint: nothing, or a fault that a test of faults asks for.
 * Travels to the task managers.
 */
public interface FailPoints extends Serializable {

  /** A moment is reached: what is to happen now happens before this returns. */
  void reached(Moment moment);

  /** Nothing happens. */
  static FailPoints none() {
    return Nothing.NOTHING;
  }

  /** Fail points by files in a folder; no folder, no fail points. */
  static FailPoints in(String folder) {
    return folder.isBlank() ? none() : new FolderFailPoints(folder.strip());
  }

  /** An enum, so that it is the same object wherever it travels. */
  enum Nothing implements FailPoints {
    /** The only one. */
    NOTHING;

    @Override
    public void reached(Moment moment) {}
  }
}
