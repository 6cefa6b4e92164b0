// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.cli.Pause;
import io.lakebus.local.faults.proxy.FaultProxy;
import io.lakebus.local.faults.proxy.LinkProxies;
import io.lakebus.local.faults.proxy.Trouble;
import io.lakebus.local.stack.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Trouble on the links of a stack: one at a time on each, and healed when it is over. */
final class LinkTrouble {

  private final LinkProxies proxies;
  private final Pause pause;
  private final Map<Link, ReentrantLock> inTrouble = new EnumMap<>(Link.class);

  LinkTrouble(LinkProxies proxies, Pause pause) {
    this.proxies = proxies;
    this.pause = pause;
    for (Link link : Link.values()) {
      inTrouble.put(link, new ReentrantLock());
    }
  }

  /** A link is in trouble for a while. */
  Effect last(Link link, Trouble trouble, Duration time) throws IOException, InterruptedException {
    return withProxy(
        link,
        proxy -> {
          proxy.inflict(trouble);
          pause.sleep(time);
          return proxy.hits() > 0
              ? Effect.injected(proxy.hits() + " hits")
              : Effect.notReached("nothing passed the link meanwhile");
        });
  }

  /** Some requests are in trouble, the next ones of their kind. */
  Effect strike(Link link, Trouble.OfRequests trouble, Duration limit)
      throws IOException, InterruptedException {
    return strike(link, trouble, limit, () -> {});
  }

  /** Something that is done while a fault is at work. */
  interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  /** The same, and something is done meanwhile. */
  Effect strike(Link link, Trouble.OfRequests trouble, Duration limit, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    return withProxy(
        link,
        proxy -> {
          proxy.inflict(trouble);
          meanwhile.run();
          boolean all = proxy.awaitHits(trouble.times(), limit);
          return all || proxy.hits() > 0
              ? Effect.injected(proxy.hits() + " hits")
              : Effect.notReached("no such request within " + limit.toSeconds() + " s");
        });
  }

  private interface Use {
    Effect of(FaultProxy proxy) throws IOException, InterruptedException;
  }

  private Effect withProxy(Link link, Use use) throws IOException, InterruptedException {
    ReentrantLock lock = inTrouble.get(link);
    lock.lockInterruptibly();
    FaultProxy proxy = proxies.on(link);
    try {
      return use.of(proxy);
    } finally {
      proxy.heal();
      lock.unlock();
    }
  }

  /** All links are well. */
  void heal() {
    proxies.heal();
  }
}
