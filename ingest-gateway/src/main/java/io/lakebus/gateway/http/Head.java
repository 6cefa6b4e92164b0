// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

import static java.util.Objects.requireNonNull;

/**
 * One connection, and the head of a request that may be on its way over it: bytes that come while
 * no request is being handled. Over TLS a handshake comes first, which counts from the connection's
 * first moment.
 */
final class Head {

  /** The cipher suite of a session that is not agreed on yet. */
  private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";

  private final Connection connection;
  private final Optional<SSLEngine> tls;
  private volatile boolean requestInFlight;
  private volatile boolean answeredSinceLook;

  // What follows is the watch's own.
  private boolean begun;
  private long begin;
  private long quietBytes;
  private boolean agreed;

  /**
   * @param connection the connection
   * @param now when it was opened, by {@link System#nanoTime}
   */
  Head(Connection connection, long now) {
    this.connection = requireNonNull(connection, "connection is null");
    this.tls =
        connection.getEndPoint() instanceof SslConnection.SslEndPoint endPoint
            ? Optional.of(endPoint.getSslConnection().getSSLEngine())
            : Optional.empty();
    this.begin = now;
  }

  /** The head of a request is complete, and the request is being handled. */
  void complete() {
    requestInFlight = true;
  }

  /** The request is answered. */
  void answered() {
    answeredSinceLook = true; // first, so that a look sees one of the two
    requestInFlight = false;
  }

  /** For how long a head, or a handshake, has been on its way; 0 if none is. */
  long nanosOnItsWay(long now) {
    if (!isAgreed()) {
      return now - begin;
    }
    if (requestInFlight || answeredSinceLook) {
      answeredSinceLook = false;
      quietBytes = connection.getBytesIn(); // after that, so that all of an answered request counts
      begun = false;
    } else if (!begun && connection.getBytesIn() != quietBytes) {
      begun = true;
      begin = now;
    }
    return begun ? now - begin : 0;
  }

  /** Whether the connection is ready for requests. */
  private boolean isAgreed() {
    agreed =
        agreed
            || tls.map(engine -> !engine.getSession().getCipherSuite().equals(NO_CIPHER))
                .orElse(true);
    return agreed;
  }

  /** Cuts the connection off. */
  void cut(Throwable reason) {
    connection.getEndPoint().close(reason);
  }
}
