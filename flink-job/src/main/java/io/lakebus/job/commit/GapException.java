// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/**
 * Rows that were handed to commit before are not in the tables. Next move: this job stops; one that
 * is started without state reads them again.
 */
public final class GapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public GapException(String message) {
    super(message);
  }
}
