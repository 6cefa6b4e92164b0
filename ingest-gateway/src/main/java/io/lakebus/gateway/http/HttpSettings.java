// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * How a server listens.
 *
 * @param host the address it binds
 * @param port the port; 0 for a free one
 * @param maxConnections how many connections it holds; more wait to be accepted
 * @param idleTimeout after which a silent connection is closed
 * @param headTimeout how long the head of a request may take to arrive
 * @param stopTimeout how long it waits for the requests in flight when it stops
 */
public record HttpSettings(
    String host,
    int port,
    int maxConnections,
    Duration idleTimeout,
    Duration headTimeout,
    Duration stopTimeout) {

  public HttpSettings {
    requireNonNull(host, "host is null");
    requireNonNull(idleTimeout, "idleTimeout is null");
    requireNonNull(headTimeout, "headTimeout is null");
    requireNonNull(stopTimeout, "stopTimeout is null");
  }
}
