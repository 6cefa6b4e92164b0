// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/** What was handed to commit does not arrive in the tables. Next move: the job fails over. */
public final class CommitStalledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CommitStalledException(String message) {
    super(message);
  }
}
