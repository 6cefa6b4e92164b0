// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a service, as the supervisor last wrote it down.
 *
 * @param name the service
 * @param state where it is in its life
 * @param pid its process, if it has one
 * @param ports the ports it listens on
 * @param url where users find it
 * @param restarts how often it was started again since the supervisor started
 * @param since when the process was started
 * @param message what went wrong last, or nothing
 */
public record ServiceRecord(
    String name,
    State state,
    Optional<Long> pid,
    List<Integer> ports,
    Optional<URI> url,
    int restarts,
    Optional<Instant> since,
    String message) {

  public ServiceRecord {
    ports = List.copyOf(ports);
  }
}
