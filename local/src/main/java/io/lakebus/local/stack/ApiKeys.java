// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.digest.Sha256;

/** Vendors' API keys. */
public final class ApiKeys {

  private ApiKeys() {}

  /** A new key; the prefix lets scanners for leaked keys recognise it. */
  public static String make(String vendor, Secrets secrets) {
    return "lbk_" + vendor + "_" + secrets.random();
  }

  /** What a bus definition holds of a key. */
  public static String sha256(String key) {
    return Sha256.hex(key);
  }
}
