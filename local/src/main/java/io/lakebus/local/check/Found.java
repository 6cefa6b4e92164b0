// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a table holds of one event.
 *
 * @param share its rows, and whose they are
 * @param receivedAt when the gateway received it, the latest of these rows
 * @param place where in the log it is; of several rows, any
 * @param version the version of the bus definition that routed it; empty where its rows differ in
 *     that
 * @param detailSha256 SHA-256 of its detail, in hexadecimal, where the table has the detail
 */
public record Found(
    Share share,
    Instant receivedAt,
    Place place,
    OptionalInt version,
    Optional<String> detailSha256) {

  long rows() {
    return share.rows();
  }
}
