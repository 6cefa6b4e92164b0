// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import java.util.function.Consumer;

/** The bus definition in force, for one operator. Thread-safe. */
public interface BusInForce extends AutoCloseable {

  /** The definition that is in force now. */
  VersionedBus current();

  /**
   * Tells the listener of the definition in force before this returns, then of each that comes into
   * force, in another thread, until this is closed.
   */
  void subscribe(Consumer<VersionedBus> listener);

  @Override
  void close();

  /** A definition that stays in force. */
  static BusInForce of(VersionedBus definition) {
    return new BusInForce() {
      @Override
      public VersionedBus current() {
        return definition;
      }

      @Override
      public void subscribe(Consumer<VersionedBus> listener) {
        listener.accept(definition);
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }
}
