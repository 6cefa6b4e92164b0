// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.ApiKey;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Vendor;
import io.lakebus.digest.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API keys of one bus definition, by their hashes. A look-up takes the entries that share the
 * first four bytes of the presented key's hash, which are no secret, and compares the whole hash
 * with each of them in constant time: how long it takes says nothing about any key.
 */
final class KeyIndex {

  private final Map<Integer, List<Entry>> entries;

  private KeyIndex(Map<Integer, List<Entry>> entries) {
    this.entries = entries;
  }

  static KeyIndex of(Bus bus) {
    Map<Integer, List<Entry>> entries = new HashMap<>();
    for (Vendor vendor : bus.vendors().values()) {
      for (ApiKey key : vendor.keys()) {
        byte[] hash = HexFormat.of().parseHex(key.sha256());
        entries
            .computeIfAbsent(prefix(hash), unused -> new ArrayList<>(1))
            .add(new Entry(hash, vendor, key));
      }
    }
    return new KeyIndex(entries);
  }

  /** The entry of the key that a caller presents; empty if no vendor has it. */
  Optional<Entry> find(String presentedKey) {
    byte[] hash = Sha256.of(presentedKey);
    Optional<Entry> found = Optional.empty();
    for (Entry entry : entries.getOrDefault(prefix(hash), List.of())) {
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        found = Optional.of(entry);
      }
    }
    return found;
  }

  private static int prefix(byte[] hash) {
    return ByteBuffer.wrap(hash).getInt();
  }

  /**
   * One key.
   *
   * @param hash the key's hash
   * @param vendor whose it is
   * @param key the key as the definition has it
   */
  record Entry(byte[] hash, Vendor vendor, ApiKey key) {}
}
