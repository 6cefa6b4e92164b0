// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;

import static java.util.Objects.requireNonNull;

/**
 * Where a server has as many connections as it may, those that are idle make room after a short
 * time. Jetty's limit sees to those that are open when it is reached; the last ones are accepted
 * then and not open yet.
 */
final class CrowdedConnections implements Connection.Listener {

  private final ServerConnector connector;
  private final long idleMillis;

  private CrowdedConnections(ServerConnector connector, long idleMillis) {
    this.connector = requireNonNull(connector, "connector is null");
    this.idleMillis = idleMillis;
  }

  /**
   * Limits a connector's connections.
   *
   * @param connector the connector, which knows its usual idle timeout
   * @param maxConnections the most it may have
   * @param idleTimeout after which an idle one makes room, if that is sooner than usual
   */
  static void limit(ServerConnector connector, int maxConnections, Duration idleTimeout) {
    long idleMillis = Math.min(connector.getIdleTimeout(), idleTimeout.toMillis());
    NetworkConnectionLimit limit = new NetworkConnectionLimit(maxConnections, connector);
    limit.setEndPointIdleTimeout(idleMillis);
    connector.addBean(limit);
    connector.addBean(new CrowdedConnections(connector, idleMillis));
  }

  @Override
  public void onOpened(Connection connection) {
    if (!connector.isAccepting()) {
      connection.getEndPoint().setIdleTimeout(idleMillis);
    }
  }
}
