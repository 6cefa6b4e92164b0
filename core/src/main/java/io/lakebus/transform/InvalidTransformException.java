// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import java.util.List;

/** A transform's definition is wrong; the next move is to mend it. */
public final class InvalidTransformException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  InvalidTransformException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
