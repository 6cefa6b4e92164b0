// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * One event as the log holds it: its attributes, and the vendor's JSON byte for byte.
 *
 * <p>The detail is not parsed here: whoever needs its tree parses it once with {@link StrictJson}.
 *
 * @param id the vendor's id; with vendor and source it identifies the event for deduplication
 * @param source who the event says it comes from (CloudEvents {@code source})
 * @param type the event's type (EventBridge {@code detail-type}, CloudEvents {@code type})
 * @param vendor the authenticated sender
 * @param time when the event happened, as the vendor says
 * @param receivedAt when the gateway received it
 * @param resources EventBridge {@code resources}; empty where there are none
 * @param extensions further CloudEvents attributes by name, {@code subject} among them
 * @param detail the vendor's JSON, UTF-8; not copied, so nobody changes it
 */
public record Event(
    String id,
    String source,
    String type,
    String vendor,
    Instant time,
    Instant receivedAt,
    List<String> resources,
    Map<String, String> extensions,
    byte[] detail) {

  public Event {
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
    requireNonNull(type, "type is null");
    requireNonNull(vendor, "vendor is null");
    requireNonNull(time, "time is null");
    requireNonNull(receivedAt, "receivedAt is null");
    requireNonNull(resources, "resources is null");
    requireNonNull(extensions, "extensions is null");
    requireNonNull(detail, "detail is null");
  }

  /** What makes two events the same one: a vendor's repeat has an equal key. */
  public DedupKey dedupKey() {
    return new DedupKey(vendor, source, id);
  }
}
