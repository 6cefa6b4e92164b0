// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What is printed of an injection while the torture goes on. */
final class Lines {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Lines() {}

  static String header() {
    return "%-8s %5s %-26s %8s %8s  %s".formatted("time", "no", "fault", "rows", "ready", "what");
  }

  /** One line. */
  static String of(Injected injected) {
    StringBuilder what = new StringBuilder(injected.planned().injection().parameters());
    add(what, injected.together() ? "not alone" : "");
    add(what, injected.effect().note());
    switch (injected.effect().kind()) {
      case INJECTED -> {
        // nothing to add
      }
      case NOT_REACHED -> add(what, "NOT INJECTED");
      case WRONG -> add(what, "WRONG");
    }
    Injected.Recovery recovery = injected.recovery();
    add(what, recovery.unreadable() > 0 ? "UNREADABLE " + recovery.unreadable() : "");
    add(what, recovery.doubled() > 0 ? "DOUBLED " + recovery.doubled() : "");
    return "%-8s %5d %-26s %8s %8s  %s"
        .formatted(
            TIME.format(injected.span().from()),
            injected.planned().number(),
            injected.fault().id(),
            seconds(recovery.rows()),
            seconds(recovery.ready()),
            what);
  }

  private static void add(StringBuilder text, String more) {
    if (!more.isEmpty()) {
      text.append(text.isEmpty() ? "" : "; ").append(more);
    }
  }

  private static String seconds(Optional<Duration> time) {
    return time.map(value -> String.format(Locale.ROOT, "%.1f s", value.toMillis() / 1000.0))
        .orElse("NEVER");
  }
}
