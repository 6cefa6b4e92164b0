// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.bus;

import io.lakebus.bus.Bus;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bus definition that a gateway works by. What it supplies may be another at each call; until
 * there is a definition it supplies a bus that lets nobody in. Thread-safe.
 */
public interface BusInForce extends Supplier<Bus> {

  /** Why the gateway has no definition to work by, for operators; empty if it has one. */
  Optional<String> trouble();

  /** The definition's version; 0 for one that has none. */
  int version();

  /** How many definitions were wrong and did not come into force. */
  long refused();

  /**
   * Lets a call go on.
   *
   * @throws RefusedException if there is no definition that could say who calls: the caller's
   *     credentials are not to blame, and it may try again
   */
  default void require() throws RefusedException {
    if (trouble().isPresent()) {
      throw new RefusedException(
          ProblemCode.DEFINITION_UNAVAILABLE, "the gateway has no bus definition yet; try again");
    }
  }

  /** A definition that has no version. */
  static BusInForce of(Supplier<Bus> definition) {
    return new BusInForce() {
      @Override
      public Bus get() {
        return definition.get();
      }

      @Override
      public Optional<String> trouble() {
        return Optional.empty();
      }

      @Override
      public int version() {
        return 0;
      }

      @Override
      public long refused() {
        return 0;
      }
    };
  }
}
