// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/** A data file is not there, or not whole. Next move: none, a person must look. */
public final class MissingFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MissingFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
