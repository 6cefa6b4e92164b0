// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.time.LocalDate;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * An API key, known by its hash only.
 *
 * @param sha256 the SHA-256 of the key, 64 lower-case hexadecimal digits
 * @param expires the first day (UTC) on which it is not valid any more; empty if it never expires
 */
public record ApiKey(String sha256, Optional<LocalDate> expires) implements Expiring {

  public ApiKey {
    requireNonNull(sha256, "sha256 is null");
    requireNonNull(expires, "expires is null");
  }
}
