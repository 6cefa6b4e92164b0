// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** Whether a call is let in. */
public sealed interface Verdict {

  /**
   * It is.
   *
   * @param permit charged what the call holds, and closed when the call is answered
   */
  record Admitted(Permit permit) implements Verdict {

    public Admitted {
      requireNonNull(permit, "permit is null");
    }
  }

  /**
   * It is not.
   *
   * @param exhausted the policies of which nothing is left; not empty
   */
  record Refused(List<Standing> exhausted) implements Verdict {

    public Refused {
      exhausted = List.copyOf(exhausted);
    }
  }
}
