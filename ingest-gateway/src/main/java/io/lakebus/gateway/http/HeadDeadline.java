// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

import static java.util.Objects.requireNonNull;

/**
 * Cuts off connections on which the head of a request, or a TLS handshake, is not complete in time.
 * The idle timeout does not do that: a byte now and then keeps a connection from being idle. All
 * connections are looked at every so often, which costs less than a timer for each. Thread-safe.
 */
final class HeadDeadline extends AbstractLifeCycle implements Connection.Listener {

  /** A head may take longer than it should by this share. */
  private static final int LOOKS_PER_TIMEOUT = 10;

  private final Duration timeout;
  private final Map<Connection, Head> heads = new ConcurrentHashMap<>();
  private final AtomicLong cut = new AtomicLong();
  private volatile Scheduler scheduler;
  private volatile Scheduler.Task next = () -> false;

  /**
   * @param timeout how long a head may take
   */
  HeadDeadline(Duration timeout) {
    this.timeout = requireNonNull(timeout, "timeout is null");
  }

  /** Watches over a connector's connections from its start to its stop, by its scheduler. */
  void guard(ServerConnector connector, HttpConfiguration http) {
    scheduler = connector.getScheduler();
    http.addCustomizer(this::begin);
    connector.addBean(this);
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) { // HTTP, not the TLS below it
      heads.put(connection, new Head(connection, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    heads.remove(connection);
  }

  /** A request's head is complete. */
  private Request begin(Request request, HttpFields.Mutable answer) {
    Head head = heads.get(request.getConnectionMetaData().getConnection());
    if (head != null) {
      head.complete();
      Request.addCompletionListener(request, failure -> head.answered());
    }
    return request;
  }

  /** How many connections are open. */
  int connections() {
    return heads.size();
  }

  /** How many connections were cut off. */
  long cut() {
    return cut.get();
  }

  @Override
  protected void doStart() {
    scheduleNext();
  }

  private void scheduleNext() {
    long millis = Math.max(1, timeout.toMillis() / LOOKS_PER_TIMEOUT);
    next = scheduler.schedule(this::look, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      long now = System.nanoTime();
      heads.values().forEach(head -> look(head, now));
    } finally {
      if (isRunning()) {
        scheduleNext();
      }
    }
  }

  private void look(Head head, long now) {
    if (head.nanosOnItsWay(now) >= timeout.toNanos()) {
      cut.incrementAndGet();
      head.cut(new TimeoutException("the head of the request was not complete in time"));
    }
  }

  @Override
  protected void doStop() {
    next.cancel();
  }
}
