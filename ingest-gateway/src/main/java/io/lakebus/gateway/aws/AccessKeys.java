// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.bus.AccessKey;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.secret.Secrets;
import io.lakebus.gateway.secret.UnresolvedSecretException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The access keys of one bus definition by their ids, with their secrets.
 *
 * @param entries the keys whose secret is known
 * @param problems why those of others are not
 */
record AccessKeys(Map<String, Entry> entries, List<String> problems) {

  AccessKeys {
    entries = Map.copyOf(entries);
    problems = List.copyOf(problems);
  }

  static AccessKeys of(Bus bus, Secrets secrets) {
    Map<String, Entry> entries = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Vendor vendor : bus.vendors().values()) {
      for (AccessKey key : vendor.accessKeys()) {
        try {
          byte[] secret = secrets.resolve(key.secret()).getBytes(StandardCharsets.UTF_8);
          entries.put(key.id(), new Entry(vendor, key, secret));
        } catch (UnresolvedSecretException e) {
          problems.add(
              "the secret of the access key "
                  + key.id()
                  + " of the vendor "
                  + vendor.name()
                  + " is not known: "
                  + e.getMessage());
        }
      }
    }
    return new AccessKeys(entries, problems.stream().sorted().toList());
  }

  /** The key of an id; empty if no vendor has it. */
  Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /**
   * One key.
   *
   * @param vendor whose it is
   * @param key the key as the definition has it
   * @param secret its secret
   */
  record Entry(Vendor vendor, AccessKey key, byte[] secret) {}
}
