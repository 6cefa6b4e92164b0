// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.ApiKey;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Vendor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    byte[] hash = sha256(presentedKey);
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

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
