// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.io.Closeable;
import java.io.Serializable;

/** Tells how far a pipeline has come, by what its archive says, whoever commits. */
public interface ArchiveProbe extends Closeable {

  /** Makes a probe where it is needed; travels to the task managers. */
  @FunctionalInterface
  interface Factory extends Serializable {

    /** A probe; whoever opens it closes it. */
    ArchiveProbe open();
  }

  /**
   * How far into the log the archive is complete now; nothing of one that is not there.
   *
   * @throws CatalogUnavailableException if that cannot be told now
   */
  Offsets completeTo();
}
