// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program. Settings come as {@code --key=value} or {@code --config=FILE}; wrong ones are all
 * told on the standard error, and the exit code is 2. SIGTERM stops it in good order, with exit
 * code 0.
 */
public final class CatalogMain {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogMain.class);

  private static final int WRONG_USE = 2;
  private static final int FAILED = 1;

  private CatalogMain() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      CatalogServer server = CatalogServer.start(CatalogConfig.load(arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    } catch (ConfigException e) {
      e.problems().forEach(System.err::println);
      System.exit(WRONG_USE);
    } catch (DatabaseException e) {
      LOG.error("The catalog did not start: {}", e.getMessage());
      System.exit(FAILED);
    } catch (RuntimeException e) { // a port in use, for example
      LOG.error("The catalog did not start", e);
      System.exit(FAILED);
    }
  }

  /** Runs in the JVM's shutdown, whose own exit code would say that a signal came. */
  private static void stop(CatalogServer server) {
    LOG.info("Stopping");
    server.close();
    LOG.info("Stopped");
    Runtime.getRuntime().halt(0);
  }
}
