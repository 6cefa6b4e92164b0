// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Says which vendor calls: {@code Authorization: Bearer <key>}, or {@code x-api-key: <key>} where
 * there is no such header, or the query parameter {@code access_token} for a sender of webhooks who
 * can set no headers. Follows the current bus definition. Thread-safe.
 */
final class Authenticator {

  private static final String SCHEME = "Bearer ";

  private final BusInForce currentBus;
  private final InstantSource clock;
  private volatile Indexed indexed;

  Authenticator(BusInForce currentBus, InstantSource clock) {
    this.currentBus = requireNonNull(currentBus, "currentBus is null");
    this.clock = requireNonNull(clock, "clock is null");
    Bus bus = currentBus.get();
    this.indexed = new Indexed(bus, KeyIndex.of(bus));
  }

  /**
   * The vendor whose key the headers carry.
   *
   * @param authorization the header Authorization
   * @param apiKey the header x-api-key
   * @param accessToken the query parameter access_token
   * @throws RefusedException if they carry none, or one that is not valid, or if there is no
   *     definition that says which are
   */
  Vendor authenticate(
      Optional<String> authorization, Optional<String> apiKey, Optional<String> accessToken)
      throws RefusedException {
    currentBus.require();
    KeyIndex.Entry entry =
        index()
            .find(key(authorization, apiKey.or(() -> accessToken)))
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.INVALID_CREDENTIALS, "no vendor has this API key"));
    if (!entry.key().isValidOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
      throw new RefusedException(
          ProblemCode.EXPIRED_CREDENTIALS, "the API key has expired; ask for a new one");
    }
    return entry.vendor();
  }

  private static String key(Optional<String> authorization, Optional<String> apiKey)
      throws RefusedException {
    if (authorization.isPresent()) {
      String value = authorization.get();
      if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        throw new RefusedException(
            ProblemCode.INVALID_CREDENTIALS, "Authorization is not of the form 'Bearer <key>'");
      }
      return value.substring(SCHEME.length()).strip();
    }
    return apiKey
        .map(String::strip)
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.MISSING_CREDENTIALS,
                    "send the API key as 'Authorization: Bearer <key>' or 'x-api-key: <key>'"));
  }

  @SuppressWarnings("ReferenceEquality") // another object is another definition; equals is costly
  private KeyIndex index() {
    Bus bus = currentBus.get();
    Indexed known = indexed;
    if (known.bus() != bus) {
      known = new Indexed(bus, KeyIndex.of(bus));
      indexed = known;
    }
    return known.keys();
  }

  private record Indexed(Bus bus, KeyIndex keys) {}
}
