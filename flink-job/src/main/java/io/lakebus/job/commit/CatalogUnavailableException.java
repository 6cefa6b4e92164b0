// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

/** The catalog or the store does not answer. Next move: try again later. */
public final class CatalogUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CatalogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
