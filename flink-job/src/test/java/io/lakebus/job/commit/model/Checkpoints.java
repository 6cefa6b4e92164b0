// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The checkpoints that all jobs have completed. */
final class Checkpoints {

  private final List<Checkpoint> complete = new ArrayList<>();

  void add(Checkpoint checkpoint) {
    complete.add(checkpoint);
  }

  Optional<Checkpoint> newest() {
    return complete.isEmpty() ? Optional.empty() : Optional.of(complete.getLast());
  }

  /** Any of them. */
  Optional<Checkpoint> any(RandomGenerator random) {
    return complete.isEmpty()
        ? Optional.empty()
        : Optional.of(complete.get(random.nextInt(complete.size())));
  }
}
