// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Hook;
import io.lakebus.bus.SecretRef;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.secret.Secrets;
import io.lakebus.gateway.secret.UnresolvedSecretException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hooks of one bus definition by their names, with their keys.
 *
 * @param entries the hooks; one may lack keys whose secrets are not known
 * @param problems why they are not
 */
record HookIndex(Map<String, Entry> entries, List<String> problems) {

  HookIndex {
    entries = Map.copyOf(entries);
    problems = List.copyOf(problems);
  }

  static HookIndex of(Bus bus, Secrets secrets) {
    Map<String, Entry> entries = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Vendor vendor : bus.vendors().values()) {
      for (Hook hook : vendor.hooks()) {
        List<HookKey> keys = new ArrayList<>();
        for (SecretRef reference : hook.secrets()) {
          try {
            keys.add(HookKey.parse(hook.scheme(), secrets.resolve(reference)));
          } catch (UnresolvedSecretException e) {
            problems.add(problem(vendor, hook, "is not known: " + e.getMessage()));
          } catch (IllegalArgumentException e) {
            problems.add(
                problem(vendor, hook, "cannot be used: " + reference + " " + e.getMessage()));
          }
        }
        entries.put(hook.name(), new Entry(vendor, hook, keys));
      }
    }
    return new HookIndex(entries, problems.stream().sorted().toList());
  }

  private static String problem(Vendor vendor, Hook hook, String what) {
    return "a secret of the hook " + hook.name() + " of the vendor " + vendor.name() + " " + what;
  }

  /** The hook of a name; empty if there is none. */
  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * One hook.
   *
   * @param vendor whose it is
   * @param hook the hook as the definition has it
   * @param keys what its requests are signed with
   */
  record Entry(Vendor vendor, Hook hook, List<HookKey> keys) {

    Entry {
      keys = List.copyOf(keys);
    }
  }
}
