// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/** A table has changed since it was looked at. Next move: look again. */
public final class CommitConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CommitConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
