// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTest {

  @Test
  void aConflictIsOnlyWhatCertainlyChangedNothing() {
    assertThat(status(new CommitFailedException("x"))).isEqualTo("409 CommitFailedException");
    assertThat(status(new AlreadyExistsException("x"))).isEqualTo("409 AlreadyExistsException");
    assertThat(status(new NamespaceNotEmptyException("x")))
        .isEqualTo("409 NamespaceNotEmptyException");
    assertThat(status(sql(new SQLException("x", "23505")))).isEqualTo("409 AlreadyExistsException");
  }

  @Test
  void whatMayHaveBeenDoneIsNeverAConflictAndNotToBeRepeated() {
    assertThat(status(new CommitStateUnknownException(new SQLException("x"))))
        .isEqualTo("500 CommitStateUnknownException");
    assertThat(status(sql(new SQLException("x", "08006")))).isEqualTo("500 SQLException");
    assertThat(status(sql(new SQLTransientConnectionException("x"))))
        .isEqualTo("503 SQLTransientConnectionException");
    assertThat(status(new IllegalStateException("x"))).isEqualTo("500 IllegalStateException");
  }

  @Test
  void onlyWhatCertainlyChangedNothingMayBeRepeated() {
    Failure failure = Failure.of(new DatabaseException("gone", new SQLException("x")));
    assertThat(failure)
        .isEqualTo(new Failure(503, "ServiceUnavailableException", "gone", Optional.of(1)));
  }

  @Test
  void theCallersMistakesAreTold() {
    assertThat(status(new BadRequestException("x"))).isEqualTo("400 BadRequestException");
    assertThat(status(new IllegalArgumentException("x"))).isEqualTo("400 IllegalArgumentException");
    assertThat(status(new NumberFormatException("x"))).isEqualTo("400 IllegalArgumentException");
    assertThat(status(new ValidationException("x"))).isEqualTo("400 ValidationException");
    assertThat(status(new ForbiddenException("x"))).isEqualTo("403 ForbiddenException");
    assertThat(status(new NoSuchTableException("x"))).isEqualTo("404 NoSuchTableException");
    assertThat(status(new NotFoundException("x"))).isEqualTo("404 NotFoundException");
    assertThat(status(new UnsupportedOperationException("x")))
        .isEqualTo("406 UnsupportedOperationException");
  }

  private static String status(Exception exception) {
    Failure failure = Failure.of(exception);
    if (failure.status() != 503 || failure.type().startsWith("SQL")) {
      assertThat(failure.retryAfter()).isEmpty();
    }
    return failure.status() + " " + failure.type();
  }

  private static UncheckedSQLException sql(SQLException cause) {
    return new UncheckedSQLException(cause, "failed");
  }
}
