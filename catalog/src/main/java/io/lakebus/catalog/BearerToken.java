// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.digest.Sha256;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The secret that callers present. How long a comparison takes does not tell how much was right.
 */
final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private final byte[] digest;

  BearerToken(String token) {
    this.digest = Sha256.of(token);
  }

  /** Whether an {@code Authorization} header presents this token. */
  boolean isPresentedBy(Optional<String> header) {
    return header
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> Sha256.of(value.substring(SCHEME.length()).strip()))
        .filter(presented -> MessageDigest.isEqual(presented, digest))
        .isPresent();
  }
}
