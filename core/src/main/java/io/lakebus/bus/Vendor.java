// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Somebody who may send events.
 *
 * @param name the vendor's name
 * @param keys the API keys that authenticate it; two live ones allow rotation
 * @param accessKeys the access keys that it signs calls with; two live ones allow rotation
 * @param sources what its events may name as their source
 * @param limits how much it may send
 */
public record Vendor(
    String name,
    List<ApiKey> keys,
    List<AccessKey> accessKeys,
    List<SourcePattern> sources,
    Limits limits) {

  public Vendor {
    requireNonNull(name, "name is null");
    keys = List.copyOf(keys);
    accessKeys = List.copyOf(accessKeys);
    sources = List.copyOf(sources);
    requireNonNull(limits, "limits is null");
  }

  /** Whether the vendor may send events that name this source. */
  public boolean maySend(String source) {
    for (SourcePattern pattern : sources) {
      if (pattern.matches(source)) {
        return true;
      }
    }
    return false;
  }
}
