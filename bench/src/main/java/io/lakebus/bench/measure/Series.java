// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The blocks of one subject.
 *
 * @param <B> what is known of a block
 * @param name the subject's
 * @param blocks one of each round, in order
 */
public record Series<B>(String name, List<B> blocks) {

  public Series {
    blocks = List.copyOf(blocks);
  }

  /** Of each block a figure. */
  public Sample of(ToDoubleFunction<B> figure) {
    return new Sample(blocks.stream().map(figure::applyAsDouble).toList());
  }

  /**
   * Of each round how this subject's figure compares with the other's: blocks of one round are
   * neighbours in time, so what the machine does meanwhile is in both.
   */
  public Sample ratio(Series<B> other, ToDoubleFunction<B> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      ratios.add(figure.applyAsDouble(blocks.get(i)) / figure.applyAsDouble(other.blocks.get(i)));
    }
    return new Sample(ratios);
  }
}
