// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.limit.Policy;
import io.lakebus.gateway.limit.Standing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says to a vendor that it is at its limits. */
final class LimitProblem {

  private LimitProblem() {}

  /** Its code is that of the policy of the longest span; the time to wait is enough for all. */
  static Problem of(String vendor, List<Standing> exhausted) {
    Duration wait =
        exhausted.stream()
            .map(Standing::reset)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    long seconds = RateLimitFields.seconds(wait);
    String limits =
        exhausted.stream()
            .map(standing -> standing.quota() + " " + standing.policy().unit())
            .collect(Collectors.joining(", no more than "));
    return Problem.until(
        code(exhausted),
        "the vendor "
            + vendor
            + " may send no more than "
            + limits
            + "; send it again after "
            + seconds
            + " s",
        new Problem.Delay(
            exhausted.stream().map(standing -> standing.policy().code()).toList(), seconds));
  }

  private static ProblemCode code(List<Standing> exhausted) {
    List<Policy> policies = exhausted.stream().map(Standing::policy).toList();
    if (policies.contains(Policy.DAY)) {
      return ProblemCode.QUOTA_EXHAUSTED;
    }
    return policies.contains(Policy.EVENTS) || policies.contains(Policy.BYTES)
        ? ProblemCode.RATE_LIMITED
        : ProblemCode.TOO_MANY_REQUESTS;
  }
}
