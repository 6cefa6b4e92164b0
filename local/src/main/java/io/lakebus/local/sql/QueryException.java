// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

/** A query failed; the message says why in one line. The session can go on with another. */
public final class QueryException extends RuntimeException {

  QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
