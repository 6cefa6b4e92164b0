// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Where a vendor sends signed webhooks. Each is one event, whose detail is the webhook's body.
 *
 * @param name the hook's name, the only one in the bus
 * @param scheme how its requests are signed
 * @param secrets what they are signed with; two allow rotation
 * @param tolerance how far the signed time of a request may be from the time of receipt
 * @param type where the event's type is; of several places the first that has one
 * @param id where in what is signed the event's id is; if nowhere, or if it is not there, the id is
 *     the SHA-256 of what is signed
 * @param source the event's source
 */
public record Hook(
    String name,
    HookScheme scheme,
    List<SecretRef> secrets,
    Duration tolerance,
    List<HookField> type,
    Optional<HookField> id,
    String source) {

  public Hook {
    requireNonNull(name, "name is null");
    requireNonNull(scheme, "scheme is null");
    secrets = List.copyOf(secrets);
    requireNonNull(tolerance, "tolerance is null");
    type = List.copyOf(type);
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
  }
}
