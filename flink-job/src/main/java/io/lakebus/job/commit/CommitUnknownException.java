// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/** Nobody can say whether a commit was applied. Next move: look, touch nothing. */
public final class CommitUnknownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CommitUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
