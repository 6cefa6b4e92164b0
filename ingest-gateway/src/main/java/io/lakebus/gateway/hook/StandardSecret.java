// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.HookScheme;
import java.util.Base64;

/** Secrets as Standard Webhooks writes them. */
final class StandardSecret {

  private static final String SHARED = "whsec_";
  private static final String PUBLIC = "whpk_";
  private static final String PRIVATE = "whsk_";
  private static final int MIN_SHARED_LENGTH = 24;

  private StandardSecret() {}

  /**
   * Makes a key of a secret.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  static HookKey parse(String secret) {
    if (secret.startsWith(SHARED)) {
      byte[] bytes = decode(secret.substring(SHARED.length()));
      if (bytes.length < MIN_SHARED_LENGTH) {
        throw new IllegalArgumentException("has less than 24 bytes after 'whsec_'");
      }
      return HookKey.Shared.of(HookScheme.Algorithm.SHA256, bytes);
    }
    if (secret.startsWith(PUBLIC)) {
      return HookKey.Public.of(decode(secret.substring(PUBLIC.length())));
    }
    throw new IllegalArgumentException(
        secret.startsWith(PRIVATE)
            ? "is a private key; the receiver is given the public one, which begins with 'whpk_'"
            : "begins neither with 'whsec_' nor with 'whpk_'");
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) { // its message may have a part of the secret
      throw new IllegalArgumentException("is not base64 after its prefix");
    }
  }
}
