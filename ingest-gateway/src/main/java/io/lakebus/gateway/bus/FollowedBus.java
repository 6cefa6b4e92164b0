// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.bus;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.config.ConfigException;
import io.lakebus.definition.Definition;
import io.lakebus.definition.DefinitionFollower;
import io.lakebus.gateway.aws.SignatureVerifier;
import io.lakebus.gateway.hook.HookVerifier;
import io.lakebus.gateway.secret.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * The published definition of a bus, as a gateway follows it.
 *
 * <p>A gateway does not begin with a definition whose secrets it does not have: it would turn away
 * whoever signs with them, and nothing is lost by waiting. Once it works, a secret that a later
 * definition asks for and that is not there costs its own key only: to hold back the whole
 * definition would also keep alive a key that it takes away.
 */
public final class FollowedBus implements BusInForce {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedBus.class);

  private final DefinitionFollower follower;
  private final Secrets secrets;
  private final Bus nobody;
  private volatile Optional<Definition> inForce = Optional.empty();
  private volatile Optional<String> held = Optional.empty();

  /**
   * Follows nothing yet: see {@link #start}.
   *
   * @param bus the bus's name
   * @param follower knows the published definition; whoever opened it closes it
   * @param secrets where the secrets are that definitions refer to
   * @throws ConfigException if no bus can have this name
   */
  public FollowedBus(String bus, DefinitionFollower follower, Secrets secrets) {
    this.follower = requireNonNull(follower, "follower is null");
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.nobody =
        switch (BusParser.parse("bus.name", "bus: " + bus)) {
          case ParsedBus.Valid valid -> valid.bus();
          case ParsedBus.Invalid invalid ->
              throw new ConfigException(invalid.problems().stream().map(Object::toString).toList());
        };
  }

  /**
   * Begins to take definitions.
   *
   * @param changed told when another one is in force, before any call is let in by it first
   */
  public void start(Runnable changed) {
    follower.subscribe(definition -> take(definition, changed));
  }

  private void take(Definition definition, Runnable changed) {
    List<String> missing = inForce.isPresent() ? List.of() : missingSecrets(definition.bus());
    if (!missing.isEmpty()) {
      missing.forEach(LOG::error);
      LOG.error(
          "Version {} of the definition asks for secrets that are not there, so the gateway does"
              + " not begin with it. Start it again with the secrets, or publish another version",
          definition.version());
      held = Optional.of(String.join("; ", missing));
      return;
    }
    inForce = Optional.of(definition);
    changed.run();
  }

  private List<String> missingSecrets(Bus bus) {
    return Stream.concat(
            SignatureVerifier.missingSecrets(bus, secrets).stream(),
            HookVerifier.missingSecrets(bus, secrets).stream())
        .toList();
  }

  @Override
  public Bus get() {
    return inForce.map(Definition::bus).orElse(nobody);
  }

  @Override
  public Optional<String> trouble() {
    if (inForce.isPresent()) {
      return Optional.empty();
    }
    return held.or(follower::trouble).or(() -> Optional.of("the definition is not in force yet"));
  }

  @Override
  public int version() {
    return inForce.map(Definition::version).orElse(0);
  }

  @Override
  public long refused() {
    return follower.refused();
  }
}
