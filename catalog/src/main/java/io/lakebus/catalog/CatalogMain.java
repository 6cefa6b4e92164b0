// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.config.ConfigException;
import java.util.concurrent.CountDownLatch;

/**
 * The program: the catalog service as a process. It ends with 0 on SIGTERM, with 1 if it cannot
 * start.
 */
public final class CatalogMain {

  private CatalogMain() {}

  /** Starts the service with the settings in the arguments and serves until it is told to stop. */
  public static void main(String[] arguments) throws InterruptedException {
    CatalogServer server;
    try {
      server = CatalogServer.start(CatalogConfig.load(arguments));
    } catch (ConfigException | DatabaseException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "stop"));
    stopped.await();
  }
}
