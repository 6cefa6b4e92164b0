// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * All faults of a run.
 *
 * @param outages when which fault was at work
 * @param recovery how long after a fault's end events may take to be visible again
 */
public record Disturbances(List<Outage> outages, Duration recovery) {

  /** Nothing was made to fail. */
  public static final Disturbances NONE = new Disturbances(List.of(), Duration.ZERO);

  public Disturbances {
    outages = outages.stream().sorted(Comparator.comparing(Outage::from)).toList();
    requireNonNull(recovery, "recovery is null");
  }

  /** The time between two moments in which no fault was at work or being recovered from. */
  Duration undisturbed(Instant from, Instant to) {
    Duration undisturbed = Duration.ZERO;
    Instant at = from;
    for (Span disturbed : spans()) {
      if (disturbed.from().isAfter(at)) {
        undisturbed = undisturbed.plus(between(at, earlier(disturbed.from(), to)));
      }
      at = at.isBefore(disturbed.to()) ? disturbed.to() : at;
    }
    return undisturbed.plus(between(at, to));
  }

  /** Whether another fault begins in this time. */
  boolean anyBegins(Instant after, Instant before) {
    return outages.stream()
        .anyMatch(outage -> outage.from().isAfter(after) && outage.from().isBefore(before));
  }

  private record Span(Instant from, Instant to) {}

  private List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    outages.forEach(outage -> spans.add(new Span(outage.from(), outage.to().plus(recovery))));
    return spans;
  }

  private static Duration between(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
