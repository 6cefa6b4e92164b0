// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who runs on which processor. What is measured has one of its own: so it costs what it costs, and
 * not what moving about among others makes of it.
 *
 * @param numbers the processors that may be used; none where processes cannot be told where to run
 */
record Processors(List<Integer> numbers) {

  private static final String TASKSET = "taskset";
  private static final int ATTEMPTS = 10;

  Processors {
    numbers = List.copyOf(numbers);
  }

  /** Those of this machine that this process may use. */
  static Processors find() throws InterruptedException {
    try {
      String pid = Long.toString(ProcessHandle.current().pid());
      return new Processors(parse(run(List.of(TASKSET, "-cp", pid))));
    } catch (IOException e) {
      return new Processors(List.of()); // there is no such program
    }
  }

  /** Reads {@code pid 123's current affinity list: 0-2,4}. */
  static List<Integer> parse(String affinity) {
    String list = affinity.substring(affinity.lastIndexOf(':') + 1).strip();
    return Arrays.stream(list.split(","))
        .flatMapToInt(
            range -> {
              String[] ends = range.split("-", -1);
              return IntStream.rangeClosed(
                  Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
            })
        .boxed()
        .toList();
  }

  /** Whether there are two, and processes can be told which is theirs. */
  boolean canSeparate() {
    return numbers.size() > 1;
  }

  /**
   * Gives a process a processor of its own, and the others the rest.
   *
   * @param round which one it is changes from round to round
   */
  void separate(int round, long one, List<Long> others) throws IOException, InterruptedException {
    if (!canSeparate()) {
      return;
    }
    int own = numbers.get(round % 2);
    String rest =
        numbers.stream()
            .filter(number -> number != own)
            .map(number -> Integer.toString(number))
            .collect(Collectors.joining(","));
    for (long other : others) {
      move(rest, other);
    }
    move(Integer.toString(own), one);
  }

  /**
   * Moves all threads of a process, and so those that they start. One that ends meanwhile is an
   * error to the program.
   */
  private static void move(String processors, long pid) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        run(List.of(TASKSET, "-a", "-cp", processors, Long.toString(pid)));
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output.strip());
    }
    return output;
  }
}
