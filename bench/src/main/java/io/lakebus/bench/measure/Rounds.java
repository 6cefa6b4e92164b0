// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of blocks: A B C, C B A, A B C. Whatever grows or fades in the course of a run meets
 * all subjects alike.
 *
 * @param subjects how many there are
 */
public record Rounds(int subjects) {

  /** The subjects of a round by their numbers, in the order of their blocks. */
  public List<Integer> order(int round) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, subjects).boxed().toList());
    return List.copyOf(round % 2 == 0 ? order : order.reversed());
  }
}
