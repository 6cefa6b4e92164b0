// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

/** The tables cannot be read now; another time they may. */
public final class TablesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TablesException(String message, Throwable cause) {
    super(message, cause);
  }
}
