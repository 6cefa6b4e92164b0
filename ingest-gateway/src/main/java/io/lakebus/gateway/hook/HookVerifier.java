// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Hook;
import io.lakebus.config.ConfigException;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.secret.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * Says whether a request to a hook is its vendor's. Follows the current bus definition.
 * Thread-safe.
 */
public final class HookVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(HookVerifier.class);

  private final Supplier<Bus> currentBus;
  private final Secrets secrets;
  private final InstantSource clock;
  private volatile Indexed indexed;

  /**
   * @param currentBus the bus definition as it is now
   * @param secrets where the secrets of its hooks are
   * @param clock the time
   * @throws ConfigException if a secret is not there, or is none of its hook's scheme
   */
  public HookVerifier(Supplier<Bus> currentBus, Secrets secrets, InstantSource clock) {
    this.currentBus = requireNonNull(currentBus, "currentBus is null");
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.clock = requireNonNull(clock, "clock is null");
    Bus bus = currentBus.get();
    HookIndex hooks = HookIndex.of(bus, secrets);
    if (!hooks.problems().isEmpty()) {
      throw new ConfigException(hooks.problems());
    }
    this.indexed = new Indexed(bus, hooks);
  }

  /**
   * What a request to a hook says of its signature, checked in so far as its body is not needed.
   *
   * @param name the hook's name
   * @param headers the request's headers by their names, in any case
   * @throws RefusedException if there is no such hook, or the request cannot be signed rightly
   */
  public HookRequest claim(String name, Function<String, Optional<String>> headers)
      throws RefusedException {
    HookIndex.Entry entry =
        hooks()
            .find(name)
            .orElseThrow(
                () -> new RefusedException(ProblemCode.NOT_FOUND, "there is no hook of this name"));
    SignedRequest request = new SignatureHeaders(headers).read(entry.hook().scheme());
    if (request.signedAt().isPresent()) {
      checkAge(request.signedAt().get(), entry.hook());
    }
    return new HookRequest(entry, request, headers);
  }

  private void checkAge(Instant signedAt, Hook hook) throws RefusedException {
    Duration tolerance = hook.tolerance();
    if (Duration.between(signedAt, clock.instant()).abs().compareTo(tolerance) > 0) {
      throw new RefusedException(
          ProblemCode.INVALID_SIGNATURE,
          "the request was signed more than "
              + tolerance.toSeconds()
              + " s before or after the gateway's time");
    }
  }

  /** A secret that a new definition asks for and that is not there costs its own key only. */
  @SuppressWarnings("ReferenceEquality") // another object is another definition; equals is costly
  private HookIndex hooks() {
    Bus bus = currentBus.get();
    Indexed known = indexed;
    if (known.bus() != bus) {
      known = new Indexed(bus, HookIndex.of(bus, secrets));
      known.hooks().problems().forEach(LOG::error);
      indexed = known;
    }
    return known.hooks();
  }

  private record Indexed(Bus bus, HookIndex hooks) {}
}
