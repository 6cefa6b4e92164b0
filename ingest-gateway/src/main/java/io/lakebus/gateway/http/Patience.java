// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

import static java.util.Objects.requireNonNull;

/**
 * How long a request's connection may be silent. A read that waits for longer fails with a timeout.
 */
final class Patience {

  private static final String ATTRIBUTE = "io.lakebus.connection";

  private final EndPoint connection;
  private final long usualMillis;

  Patience(EndPoint connection) {
    this.connection = requireNonNull(connection, "connection is null");
    this.usualMillis = connection.getIdleTimeout();
  }

  /** Lets the routes of a request find its connection. */
  static Request begin(Request request, HttpFields.Mutable answer) {
    request.setAttribute(ATTRIBUTE, request.getConnectionMetaData().getConnection().getEndPoint());
    return request;
  }

  /** The patience with a request that has come to a route. */
  static Patience of(Context context) {
    EndPoint connection = context.attribute(ATTRIBUTE);
    if (connection == null) {
      throw new IllegalStateException("the request's connection is not known");
    }
    return new Patience(connection);
  }

  /** It may be silent for this time, or for its usual one where that is shorter. */
  void limit(long nanos) {
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    connection.setIdleTimeout(usualMillis > 0 ? Math.min(usualMillis, millis) : millis);
  }

  /** It may be silent for its usual time. */
  void restore() {
    if (connection.getIdleTimeout() != usualMillis) {
      connection.setIdleTimeout(usualMillis);
    }
  }
}
