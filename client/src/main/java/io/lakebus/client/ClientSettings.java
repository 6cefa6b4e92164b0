// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.time.Duration;

/**
 * How a client sends.
 *
 * @param batching what goes into one request
 * @param buffering what may wait in memory
 * @param requestsInFlight how many batches are under way at a time
 * @param deadline how long after {@link LakebusClient#send} an event may be sent again
 * @param closeTimeout how long {@link LakebusClient#close} waits
 */
record ClientSettings(
    Batching batching,
    Buffering buffering,
    int requestsInFlight,
    Duration deadline,
    Duration closeTimeout) {

  /**
   * What goes into one request.
   *
   * @param events how many events at most
   * @param bytes how many bytes at most; one event goes, however large
   * @param linger how long the first event waits for others
   */
  record Batching(int events, long bytes, Duration linger) {}

  /**
   * What may wait in memory.
   *
   * @param bytes how many bytes of events, those under way included
   * @param whenFull what is done with one more
   */
  record Buffering(long bytes, WhenFull whenFull) {}
}
