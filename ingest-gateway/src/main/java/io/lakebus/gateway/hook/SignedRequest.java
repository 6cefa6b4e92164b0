// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a request's headers say of its signature.
 *
 * @param signedAt when it was signed; empty if its scheme signs no time
 * @param prefix what is signed before the body
 * @param signatures the signatures that it offers; one that fits is enough
 */
record SignedRequest(Optional<Instant> signedAt, byte[] prefix, List<Offered> signatures) {

  SignedRequest {
    signatures = List.copyOf(signatures);
  }

  /** What kind of key a signature is made with. */
  enum Kind {
    /** A secret that both sides have. */
    SHARED,
    /** A private key, to which the receiver has the public one. */
    PRIVATE
  }

  /**
   * One signature.
   *
   * @param kind what it is made with
   * @param bytes the signature
   */
  record Offered(Kind kind, byte[] bytes) {}
}
