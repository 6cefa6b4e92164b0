// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import static java.util.Objects.requireNonNull;

/**
 * Identifies an event across repeats: within the dedup window, one event of each key goes on.
 *
 * @param vendor the authenticated sender
 * @param source the event's source
 * @param id the event's id
 */
public record DedupKey(String vendor, String source, String id) {

  public DedupKey {
    requireNonNull(vendor, "vendor is null");
    requireNonNull(source, "source is null");
    requireNonNull(id, "id is null");
  }

  /**
   * The key as one string: injective, because each part but the last is preceded by its length.
   * Used as the Kafka key and as the key of the job's state.
   */
  public String asString() {
    return vendor.length() + ":" + vendor + source.length() + ":" + source + id;
  }
}
