// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event as the vendor wrote it, with what is left to the gateway still open.
 *
 * @param id the vendor's id
 * @param source the source it claims
 * @param type its type
 * @param time when it happened
 * @param resources its resources; empty where there are none
 * @param extensions further attributes by name; empty where there are none
 * @param detail its detail's own bytes
 * @param detailPlace where the detail is in the body, as a JSON pointer; empty where it is the text
 *     of a string there, into which no pointer leads
 */
record Draft(
    Optional<String> id,
    Optional<String> source,
    String type,
    Optional<Instant> time,
    List<String> resources,
    Map<String, String> extensions,
    byte[] detail,
    Optional<String> detailPlace) {

  /** An event whose detail is the text of a string. */
  Draft(
      Optional<String> id,
      Optional<String> source,
      String type,
      Optional<Instant> time,
      List<String> resources,
      Map<String, String> extensions,
      byte[] detail) {
    this(id, source, type, time, resources, extensions, detail, Optional.empty());
  }
}
