// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the files of a certificate every so often, on a thread of its own. */
public final class TlsWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tls-files").factory());
  private final ScheduledFuture<?> looks;

  /**
   * Starts it.
   *
   * @param tls what has the files
   * @param interval how often they are looked at
   */
  public TlsWatch(ServerTls tls, Duration interval) {
    long millis = Math.max(1, interval.toMillis());
    looks = thread.scheduleWithFixedDelay(() -> look(tls), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** A look that fails is not the last one. */
  private static void look(ServerTls tls) {
    try {
      tls.look();
    } catch (RuntimeException e) {
      LOG.error("The files of the certificate were not looked at", e);
    }
  }

  @Override
  public void close() {
    looks.cancel(true);
    thread.shutdownNow();
  }
}
