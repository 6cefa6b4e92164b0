// SPDX-License-Identifier: Apache-2.0
package io.lakebus.config;

import java.util.List;

/**
 * A program's settings are wrong. The message lists every problem; the next move is to mend them.
 */
public final class ConfigException extends RuntimeException {

  private final List<String> problems;

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
