// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One process of the stack: how it is started, and how to see that it does its work. */
public interface Service {

  /** Its name, as users see it. */
  String name();

  /** The services that must answer before this one is started. */
  default Set<String> needs() {
    return Set.of();
  }

  /** The service with whose process this one's process ends. */
  default Optional<String> endsWith() {
    return Optional.empty();
  }

  /** The loopback ports it listens on; the first is the one users know. */
  List<Integer> ports();

  /** Where users find it, if they can. */
  default Optional<URI> url() {
    return Optional.empty();
  }

  /**
   * Writes what the process reads, makes its data folder if there is none yet, and says what to
   * run. No process of this service runs meanwhile.
   */
  Launch prepare() throws IOException, InterruptedException;

  /** Whether it does its work now. Answers within seconds. */
  boolean answers() throws InterruptedException;

  /** Whether it can do its work for the first time after a start; can ask for more. */
  default boolean isReady() throws InterruptedException {
    return answers();
  }

  /** How long it may take to end after it was asked to; the first time it writes its archive. */
  default Duration grace() {
    return Duration.ofSeconds(60);
  }
}
