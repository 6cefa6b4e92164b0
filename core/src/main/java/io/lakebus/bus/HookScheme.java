// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** How the requests of a webhook are signed. */
public sealed interface HookScheme {

  /** Whether the time of the request is signed, too. */
  boolean signsTimestamp();

  /** The schemes that are known by name, each as its sender documents it. */
  enum Named implements HookScheme {
    /** Signs the id, the time and the body: HMAC-SHA256 or Ed25519. */
    STANDARD_WEBHOOKS,
    /** Signs the body. */
    GITHUB,
    /** Signs the time and the body. */
    STRIPE,
    /** Signs the body. */
    SHOPIFY,
    /** Signs the time and the body. */
    SLACK;

    @Override
    public boolean signsTimestamp() {
      return switch (this) {
        case STANDARD_WEBHOOKS, STRIPE, SLACK -> true;
        case GITHUB, SHOPIFY -> false;
      };
    }
  }

  /**
   * An HMAC in a header: of the body, or, where there is a header with the time, of that header's
   * text, a full stop and the body.
   *
   * @param header the header that has the signature
   * @param algorithm the hash
   * @param encoding how the signature's bytes are written
   * @param prefix what stands before them; empty if nothing does
   * @param timestampHeader the header that has the time, in seconds since 1970
   */
  record Hmac(
      String header,
      Algorithm algorithm,
      Encoding encoding,
      String prefix,
      Optional<String> timestampHeader)
      implements HookScheme {

    public Hmac {
      requireNonNull(header, "header is null");
      requireNonNull(algorithm, "algorithm is null");
      requireNonNull(encoding, "encoding is null");
      requireNonNull(prefix, "prefix is null");
      requireNonNull(timestampHeader, "timestampHeader is null");
    }

    @Override
    public boolean signsTimestamp() {
      return timestampHeader.isPresent();
    }
  }

  /** The hash that an HMAC is made with. */
  enum Algorithm {
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String macName;

    Algorithm(String macName) {
      this.macName = macName;
    }

    /** What Java calls the HMAC. */
    public String macName() {
      return macName;
    }
  }

  /** How bytes are written as text. */
  enum Encoding {
    HEX,
    BASE64
  }
}
