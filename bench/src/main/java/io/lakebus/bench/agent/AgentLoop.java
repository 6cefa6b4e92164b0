// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an agent's program does: read a line, work, print a line, until there are no more. */
public final class AgentLoop {

  static final String FAILURE = "failure";

  private AgentLoop() {}

  /** A piece of work. */
  @FunctionalInterface
  public interface Work {

    /** Does it. */
    Fields run(Fields question) throws IOException, InterruptedException;
  }

  /**
   * Answers until the standard input ends. Whatever else is printed in this process goes to the
   * standard error from here on: the standard output has answers only.
   */
  public static void run(Work work) throws IOException, InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      answers.println(answer(work, line).line());
      answers.flush();
    }
  }

  private static Fields answer(Work work, String line) throws InterruptedException {
    try {
      return work.run(Fields.parse(line));
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      return new Fields(Map.of(FAILURE, String.valueOf(e).replaceAll("\\s+", "_")));
    }
  }
}
