// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The secret that callers present. How long a comparison takes does not tell how much was right.
 */
final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private final byte[] digest;

  BearerToken(String token) {
    this.digest = digest(token);
  }

  /** Whether an {@code Authorization} header presents this token. */
  boolean isPresentedBy(Optional<String> header) {
    return header
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> digest(value.substring(SCHEME.length()).strip()))
        .filter(presented -> MessageDigest.isEqual(presented, digest))
        .isPresent();
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
