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
 * @param hooks where it sends signed webhooks
 * @param sources what its events may name as their source
 * @param types what its events may have as their detail-type
 * @param limits how much it may send
 * @param status whether it may send at all
 */
public record Vendor(
    String name,
    List<ApiKey> keys,
    List<AccessKey> accessKeys,
    List<Hook> hooks,
    List<NamePattern> sources,
    List<NamePattern> types,
    Limits limits,
    Status status) {

  /** Any detail-type. */
  public static final List<NamePattern> ANY_TYPE = List.of(new NamePattern.Prefix(""));

  /** Whether a vendor may send at all. */
  public enum Status {
    ACTIVE,
    /** It is known and keeps its keys, but its calls are refused. */
    SUSPENDED
  }

  public Vendor {
    requireNonNull(name, "name is null");
    keys = List.copyOf(keys);
    accessKeys = List.copyOf(accessKeys);
    hooks = List.copyOf(hooks);
    sources = List.copyOf(sources);
    types = List.copyOf(types);
    requireNonNull(limits, "limits is null");
    requireNonNull(status, "status is null");
  }

  /** The same vendor with these hooks. */
  Vendor withHooks(List<Hook> others) {
    return new Vendor(name, keys, accessKeys, others, sources, types, limits, status);
  }

  /** Whether the vendor's calls are refused, whatever they carry. */
  public boolean isSuspended() {
    return status == Status.SUSPENDED;
  }

  /** Whether the vendor may send events that name this source. */
  public boolean maySendSource(String source) {
    return anyMatches(sources, source);
  }

  /** Whether the vendor may send events of this detail-type. */
  public boolean maySendType(String type) {
    return anyMatches(types, type);
  }

  private static boolean anyMatches(List<NamePattern> patterns, String name) {
    for (NamePattern pattern : patterns) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
