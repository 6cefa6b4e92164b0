// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.echo;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** How both echoes listen, which is how the gateway does. */
final class Listening {

  static final int ACCEPTED = 202;

  private static final String HOST = "127.0.0.1";

  private Listening() {}

  /** Neither a header that names the server nor one with the date. */
  static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
  }

  /** One thread that accepts, one that selects. */
  static ServerConnector connector(Server server, HttpConfiguration http, int port) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    return connector;
  }
}
