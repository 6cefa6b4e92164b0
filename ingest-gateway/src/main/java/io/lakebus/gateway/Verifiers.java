// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.bus.Bus;
import io.lakebus.config.ConfigException;
import io.lakebus.gateway.aws.SignatureVerifier;
import io.lakebus.gateway.hook.HookVerifier;
import io.lakebus.gateway.secret.Secrets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What knows secrets.
 *
 * @param signatures says who signed a call of an AWS SDK
 * @param hooks says whose a webhook is
 */
record Verifiers(SignatureVerifier signatures, HookVerifier hooks) {

  /**
   * Resolves all secrets that the bus definition refers to.
   *
   * @throws ConfigException if some are not there, or not what they should be; names them all
   */
  static Verifiers of(Supplier<Bus> currentBus, Secrets secrets, InstantSource clock) {
    List<String> problems = new ArrayList<>();
    Optional<SignatureVerifier> signatures =
        attempt(() -> new SignatureVerifier(currentBus, secrets, clock), problems);
    Optional<HookVerifier> hooks =
        attempt(() -> new HookVerifier(currentBus, secrets, clock), problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Verifiers(signatures.orElseThrow(), hooks.orElseThrow());
  }

  private static <T> Optional<T> attempt(Supplier<T> constructor, List<String> problems) {
    try {
      return Optional.of(constructor.get());
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }
}
