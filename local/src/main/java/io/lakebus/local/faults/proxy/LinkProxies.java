// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import io.lakebus.local.stack.Link;
import io.lakebus.local.stack.Links;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** A proxy on every link of a stack. */
public final class LinkProxies implements AutoCloseable {

  private final Map<Link, FaultProxy> proxies = new EnumMap<>(Link.class);

  /**
   * Opens them all.
   *
   * @throws IllegalArgumentException if the links are direct
   */
  public LinkProxies(Links links) throws IOException {
    if (links.isDirect()) {
      throw new IllegalArgumentException("there is no place for proxies on direct links");
    }
    try {
      for (Link link : Link.values()) {
        proxies.put(
            link,
            new FaultProxy(
                link.toString(), links.port(link), links.serverPort(link), protocol(link)));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static Protocol protocol(Link link) {
    return switch (link) {
      case GATEWAY_TO_KAFKA, JOB_TO_KAFKA -> Protocol.KAFKA;
      case JOB_TO_S3, CATALOG_TO_S3, JOB_TO_CATALOG -> Protocol.HTTP;
      case CATALOG_TO_POSTGRESQL -> Protocol.POSTGRESQL;
    };
  }

  /** The proxy between the two. */
  public FaultProxy on(Link link) {
    return proxies.get(link);
  }

  /** Heals them all. */
  public void heal() {
    proxies.values().forEach(FaultProxy::heal);
  }

  @Override
  public void close() {
    proxies.values().forEach(FaultProxy::close);
  }
}
