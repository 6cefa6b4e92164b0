// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import io.lakebus.local.journal.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what became of the events, and prints it: failures as they happen, the figures at the end,
 * each event where asked for.
 */
final class Report implements DeliveryListener {

  private static final int FAILURES_SHOWN = 20;

  /** Events of one outcome and status. */
  private final Map<Outcome, TreeMap<Integer, Long>> counts = new EnumMap<>(Outcome.class);

  private final TreeMap<Integer, Long> retries = new TreeMap<>();
  private final PrintWriter out;
  private final PrintWriter err;
  private final Detail detail;
  private long failures;

  /** How much is printed. */
  enum Detail {
    /** The first failures, and the figures. */
    FIGURES,
    /** A line for each event. */
    EVERY_EVENT
  }

  Report(PrintWriter out, PrintWriter err, Detail detail) {
    this.out = out;
    this.err = err;
    this.detail = detail;
  }

  @Override
  public void delivered(Delivered delivered) {
    counts
        .computeIfAbsent(delivered.outcome(), outcome -> new TreeMap<>())
        .merge(delivered.answer().status(), 1L, Long::sum);
    if (detail == Detail.EVERY_EVENT) {
      out.println(line(delivered));
    } else if (delivered.outcome() != Outcome.ACCEPTED) {
      failures++;
      if (failures <= FAILURES_SHOWN) {
        err.println(line(delivered));
      } else if (failures == FAILURES_SHOWN + 1) {
        err.println("more failures are only counted; --verbose shows each");
      }
    }
  }

  @Override
  public void retried(Answer answer) {
    retries.merge(answer.status(), 1L, Long::sum);
  }

  /** How many events there were. */
  long events() {
    return counts.values().stream().mapToLong(Report::sum).sum();
  }

  /** How many of them the gateway has. */
  long accepted() {
    return sum(counts.getOrDefault(Outcome.ACCEPTED, new TreeMap<>()));
  }

  /** How many attempts were repeats. */
  long retries() {
    return sum(retries);
  }

  /** Prints the figures. */
  void summary(String what, Duration took) {
    double seconds = Math.max(took.toMillis(), 1) / 1000.0;
    out.printf(
        Locale.ROOT,
        "%,d events of %s in %.1f s, %,.0f a second%n",
        events(),
        what,
        seconds,
        events() / seconds);
    counts.forEach(
        (outcome, statuses) ->
            statuses.forEach(
                (status, count) ->
                    out.printf(
                        Locale.ROOT, "  %-9s %,10d  %s%n", name(status), count, outcome.label())));
    if (!retries.isEmpty()) {
      out.printf(Locale.ROOT, "%,d sent again, after:%n", retries());
      retries.forEach(
          (status, count) -> out.printf(Locale.ROOT, "  %-9s %,10d%n", name(status), count));
    }
    out.flush();
  }

  private static String line(Delivered delivered) {
    OutgoingEvent event = delivered.event();
    Answer answer = delivered.answer();
    String text =
        String.join(
            " ",
            name(answer.status()),
            delivered.outcome().label(),
            event.type(),
            event.id(),
            event.position().toString());
    String problem = (answer.code() + " " + answer.message()).strip();
    return problem.isEmpty() ? text : text + ": " + problem;
  }

  private static String name(int status) {
    return status == 0 ? "no answer" : Integer.toString(status);
  }

  private static long sum(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
