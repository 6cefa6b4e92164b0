// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/** Another job has written the same part of the log. Next move: this one stops. */
public final class OvertakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OvertakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
