// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that holds all of a stack: settings, data, logs, and the records of what runs.
 *
 * @param folder the folder, absolute
 */
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The running definition of the bus. */
  public Path busDefinition() {
    return folder.resolve("bus.yaml");
  }

  /** The API key of the vendor {@code demo}, one line, readable by its owner only. */
  public Path demoKey() {
    return folder.resolve("demo.key");
  }

  /** Settings written for the services; secrets are in here. */
  public Path etc() {
    return folder.resolve("etc");
  }

  /** What the services keep. */
  public Path data(String service) {
    return folder.resolve("data").resolve(service);
  }

  /** What each service prints. */
  public Path log(String service) {
    return logs().resolve(service + ".log");
  }

  /** The folder of all logs. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Records of what runs, and the supervisor's lock. */
  public Path run() {
    return folder.resolve("run");
  }

  /** Where the job looks for faults that it is to commit, if its links are not direct. */
  public Path faults() {
    return folder.resolve("faults");
  }

  /** What the stack was last started with. */
  public Path stackProperties() {
    return etc().resolve("stack.properties");
  }

  /** Whether a stack was ever started here. */
  public boolean isStack() {
    return Files.exists(stackProperties());
  }
}
