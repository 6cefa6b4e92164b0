// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.definition.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The definition that this process's follower knows, with what belongs to the job as it was
 * started. Where the log has none that is right, the one that the job was started with is in force.
 */
final class FollowedBus implements BusInForce {

  private final FollowerLease lease;
  private final VersionedBus start;
  private final List<Consumer<Definition>> subscribed = new ArrayList<>();

  /**
   * @param lease of the follower; given back by {@link #close}
   * @param start the definition that the job was started with
   */
  FollowedBus(FollowerLease lease, VersionedBus start) {
    this.lease = lease;
    this.start = start;
  }

  @Override
  public VersionedBus current() {
    return lease.follower().current().map(this::of).orElse(start);
  }

  private VersionedBus of(Definition definition) {
    return new VersionedBus(definition.version(), definition.bus().asStartedBy(start.bus()));
  }

  @Override
  public synchronized void subscribe(Consumer<VersionedBus> listener) {
    if (lease.follower().current().isEmpty()) {
      listener.accept(start);
    }
    Consumer<Definition> subscriber = definition -> listener.accept(of(definition));
    subscribed.add(subscriber);
    lease.follower().subscribe(subscriber);
  }

  @Override
  public synchronized void close() {
    subscribed.forEach(lease.follower()::unsubscribe);
    subscribed.clear();
    lease.close();
  }
}
