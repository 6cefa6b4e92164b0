// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The blocks of one subject.
 *
 * @param name the subject's
 * @param blocks one of each round, in order
 */
public record Series(String name, List<Block> blocks) {

  public Series {
    blocks = List.copyOf(blocks);
  }

  /** Of each block a figure. */
  public Sample of(ToDoubleFunction<Block> figure) {
    return new Sample(blocks.stream().map(figure::applyAsDouble).toList());
  }

  /**
   * Of each round how this subject's figure compares with the other's: blocks of one round are
   * neighbours in time, so what the machine does meanwhile is in both.
   */
  public Sample ratio(Series other, ToDoubleFunction<Block> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      ratios.add(figure.applyAsDouble(blocks.get(i)) / figure.applyAsDouble(other.blocks.get(i)));
    }
    return new Sample(ratios);
  }

  /** How many events were not done, in all blocks. */
  public long failed() {
    return blocks.stream().mapToLong(Block::failed).sum();
  }
}
