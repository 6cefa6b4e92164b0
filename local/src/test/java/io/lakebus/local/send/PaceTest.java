// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.local.cli.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class PaceTest {

  private final AtomicLong nanos = new AtomicLong(5_000);
  private final List<Long> waits = new ArrayList<>();

  private final Pause pause =
      time -> {
        waits.add(time.toMillis());
        nanos.addAndGet(time.toNanos());
      };

  @Test
  void eventsAreDueAtASteadyRateSinceTheStart() throws Exception {
    Pace pace = new Pace(OptionalDouble.of(500), nanos::get, pause);
    for (int event = 0; event < 4; event++) {
      pace.await(event);
    }
    assertThat(waits).containsExactly(2L, 2L, 2L);
  }

  @Test
  void whatWasHeldUpIsCaughtUp() throws Exception {
    Pace pace = new Pace(OptionalDouble.of(10), nanos::get, pause);
    pace.await(0);
    nanos.addAndGet(250_000_000);
    pace.await(1);
    pace.await(2);
    pace.await(3);
    assertThat(waits).containsExactly(50L);
  }

  @Test
  void withoutARateNothingWaits() throws Exception {
    new Pace(OptionalDouble.empty(), nanos::get, pause).await(1_000_000);
    assertThat(waits).isEmpty();
  }
}
