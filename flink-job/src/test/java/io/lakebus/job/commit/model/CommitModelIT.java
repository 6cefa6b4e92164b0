// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** As {@link CommitModelTest}, for as long as it takes to come across what is rare. */
class CommitModelIT {

  private static final int SCHEDULES = 100_000;

  @Test
  void everyScheduleKeepsEveryPromise() {
    assertThat(Schedules.firstBroken(SCHEDULES, new Tally())).isEmpty();
  }
}
