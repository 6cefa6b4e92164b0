// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.lakebus.bus.Limits;
import io.lakebus.bus.Vendor;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import static java.util.Objects.requireNonNull;

/**
 * The allowances of all vendors. What a vendor has used lives as long as its limits stay the same,
 * over any number of bus definitions; with other limits it begins anew. Thread-safe.
 */
public final class VendorLimits {

  private final InstantSource clock;
  private final ConcurrentMap<String, Metered> allowances = new ConcurrentHashMap<>();

  /**
   * @param clock the time
   */
  public VendorLimits(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** The allowance of a vendor, as the bus definition has it now. */
  public Allowance of(Vendor vendor) {
    Limits limits = vendor.limits();
    if (limits.equals(Limits.NONE)) {
      return Unlimited.INSTANCE;
    }
    Metered known = allowances.get(vendor.name());
    if (known != null && known.limits().equals(limits)) {
      return known;
    }
    return allowances.compute(
        vendor.name(),
        (name, before) ->
            before != null && before.limits().equals(limits) ? before : new Metered(limits, clock));
  }
}
