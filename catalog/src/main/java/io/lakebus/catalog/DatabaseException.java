// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

/**
 * The database did not do what was asked, and certainly changed nothing: it is not there, or it
 * refused. Trying again later is safe.
 */
final class DatabaseException extends RuntimeException {

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
