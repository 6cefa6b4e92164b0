// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.exceptions.NoSuchWarehouseException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.rest.responses.ErrorResponse;

/**
 * A request's failure as the protocol states it: the status tells the client's next move. 409 means
 * that nothing was changed and the client may try on newer metadata; 503 with a time to wait, that
 * nothing was changed and the client may try the same again; any other 5xx, that the change may
 * have been made, so that a client must look before it tries again.
 *
 * @param status the HTTP status
 * @param type the name of the kind of failure, which clients know
 * @param message what went wrong
 * @param retryAfter after how many seconds the same request may be sent again
 */
record Failure(int status, String type, String message, Optional<Integer> retryAfter) {

  private static final String UNIQUE_VIOLATION = "23505";

  private static final Map<Class<? extends Exception>, Integer> STATUS =
      Map.ofEntries(
          Map.entry(IllegalArgumentException.class, 400),
          Map.entry(BadRequestException.class, 400),
          Map.entry(ValidationException.class, 400),
          Map.entry(NotAuthorizedException.class, 401),
          Map.entry(ForbiddenException.class, 403),
          Map.entry(NoSuchNamespaceException.class, 404),
          Map.entry(NoSuchTableException.class, 404),
          Map.entry(NoSuchViewException.class, 404),
          Map.entry(NoSuchWarehouseException.class, 404),
          Map.entry(NotFoundException.class, 404),
          Map.entry(UnsupportedOperationException.class, 406),
          Map.entry(AlreadyExistsException.class, 409),
          Map.entry(NamespaceNotEmptyException.class, 409),
          Map.entry(CommitFailedException.class, 409),
          Map.entry(UnprocessableEntityException.class, 422),
          Map.entry(CommitStateUnknownException.class, 500));

  /** The failure that an exception stands for. */
  static Failure of(Exception exception) {
    if (exception instanceof DatabaseException) {
      return new Failure(
          503, "ServiceUnavailableException", exception.getMessage(), Optional.of(1));
    }
    if (exception instanceof UncheckedSQLException
        && exception.getCause() instanceof SQLException sql) {
      return of(sql);
    }
    for (Class<?> kind = exception.getClass(); kind != null; kind = kind.getSuperclass()) {
      Integer status = STATUS.get(kind);
      if (status != null) {
        return new Failure(status, kind.getSimpleName(), text(exception), Optional.empty());
      }
    }
    return new Failure(
        500, exception.getClass().getSimpleName(), text(exception), Optional.empty());
  }

  /** Iceberg's own SQL failed, perhaps after other SQL of the same request was done. */
  private static Failure of(SQLException exception) {
    if (UNIQUE_VIOLATION.equals(exception.getSQLState())) {
      return new Failure(
          409, "AlreadyExistsException", "It was made just now by another", Optional.empty());
    }
    int status = exception instanceof SQLTransientConnectionException ? 503 : 500;
    return new Failure(
        status, exception.getClass().getSimpleName(), text(exception), Optional.empty());
  }

  /** The body that says so. */
  ErrorResponse body() {
    return ErrorResponse.builder().responseCode(status).withType(type).withMessage(message).build();
  }

  private static String text(Exception exception) {
    return exception.getMessage() == null ? exception.toString() : exception.getMessage();
  }
}
