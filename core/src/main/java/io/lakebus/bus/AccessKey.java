// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.time.LocalDate;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A key that a vendor signs its calls with, as AWS has them: an id, which each call names, and a
 * secret, which none does.
 *
 * @param id the key's id
 * @param secret where its secret is
 * @param expires the first day (UTC) on which it is not valid any more; empty if it never expires
 */
public record AccessKey(String id, SecretRef secret, Optional<LocalDate> expires)
    implements Expiring {

  public AccessKey {
    requireNonNull(id, "id is null");
    requireNonNull(secret, "secret is null");
    requireNonNull(expires, "expires is null");
  }
}
