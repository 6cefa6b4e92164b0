// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.failpoint;

import java.util.Locale;

/** The moments of a checkpoint at which a death, a pause or a failure differs from any other. */
public enum Moment {
  /** Write, at a barrier: the rows since the last checkpoint are in files that are still open. */
  BEFORE_BARRIER,
  /** Write, at a barrier: the files are closed, and nobody has been told of them. */
  FILES_CLOSED,
  /** Commit has a completed checkpoint and has not looked at the tables yet. */
  BEFORE_COMMIT,
  /** The tables are looked at, the files verified, nothing is appended. */
  LOOKED,
  /** The manifests of the snapshots-to-be are written, and the catalog has not been asked. */
  STAGED,
  /** Where tables are committed singly: the archive is all that is left. */
  BETWEEN_TABLES,
  /** The catalog has said yes, and nobody else knows. */
  COMMITTED;

  /** The moment's name among files, {@code before-barrier} for example. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
