// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param command the program and its arguments
 * @param environment added to the supervisor's own
 */
public record Launch(List<String> command, Map<String, String> environment) {

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public Launch(List<String> command) {
    this(command, Map.of());
  }
}
