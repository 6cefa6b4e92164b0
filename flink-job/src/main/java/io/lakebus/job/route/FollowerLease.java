// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.definition.DefinitionFollower;
import io.lakebus.job.route.PublishedBus.LogFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A share in this process's follower of a bus's definitions. The operators of a process have no
 * other way to each other than what is static; with a follower each, there would be two threads and
 * two connections for every subtask. The first lease starts the follower, the last one given back
 * ends it.
 */
final class FollowerLease implements AutoCloseable {

  private static final Map<Key, Shared> FOLLOWERS = new HashMap<>();

  private record Key(String bus, LogFactory logs) {}

  private static final class Shared {

    private final DefinitionFollower follower;
    private int leases;

    Shared(DefinitionFollower follower) {
      this.follower = follower;
    }
  }

  private final Key key;
  private final Shared shared;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private FollowerLease(Key key, Shared shared) {
    this.key = key;
    this.shared = shared;
  }

  /** A share in the follower of a bus. */
  static FollowerLease of(String bus, LogFactory logs) {
    Key key = new Key(bus, logs);
    synchronized (FOLLOWERS) {
      Shared shared =
          FOLLOWERS.computeIfAbsent(
              key, first -> new Shared(new DefinitionFollower(bus, logs.open(bus))));
      shared.leases++;
      return new FollowerLease(key, shared);
    }
  }

  DefinitionFollower follower() {
    return shared.follower;
  }

  /** Gives the share back. */
  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      synchronized (FOLLOWERS) {
        shared.leases--;
        if (shared.leases == 0) {
          FOLLOWERS.remove(key);
          shared.follower.close();
        }
      }
    }
  }
}
