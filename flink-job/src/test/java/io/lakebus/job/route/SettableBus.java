// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A definition in force that a test changes. */
public final class SettableBus implements BusInForce {

  private final List<Consumer<VersionedBus>> listeners = new ArrayList<>();
  private VersionedBus current;

  public SettableBus(String yaml) {
    set(1, yaml);
  }

  /** Another definition comes into force. */
  public void set(int version, String yaml) {
    current = new VersionedBus(version, BusFiles.of(yaml, version).bus());
    listeners.forEach(listener -> listener.accept(current));
  }

  @Override
  public VersionedBus current() {
    return current;
  }

  @Override
  public void subscribe(Consumer<VersionedBus> listener) {
    listeners.add(listener);
    listener.accept(current);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
