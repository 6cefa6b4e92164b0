// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.control.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** A benchmark, for one run. */
@FunctionalInterface
interface Bench {

  /**
   * Does it all, and leaves nothing running.
   *
   * @param stack what is started is in its folder and on its ports
   * @param out told how far it is
   */
  Result run(Stack stack, PrintWriter out) throws IOException, InterruptedException;

  /**
   * What a run has found.
   *
   * @param lines the report
   * @param isRight whether Kafka has what was accepted
   */
  record Result(List<String> lines, boolean isRight) {}
}
