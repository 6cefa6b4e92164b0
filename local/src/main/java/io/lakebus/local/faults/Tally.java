// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.measure.Quantiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Counts what came of the injections of one fault. */
final class Tally {

  private final List<Duration> rows = new ArrayList<>();
  private final List<Duration> ready = new ArrayList<>();
  private long injected;
  private long notReached;
  private long wrong;
  private long stuck;
  private long unreadable;
  private long doubled;
  private long lost;

  void add(Injected one) {
    if (!one.tookPlace()) {
      notReached++;
      return;
    }
    injected++;
    wrong += one.effect().kind() == Effect.Kind.WRONG ? 1 : 0;
    unreadable += one.recovery().unreadable();
    doubled += one.recovery().doubled();
    stuck += one.recovery().isComplete() ? 0 : 1;
    one.recovery().rows().ifPresent(rows::add);
    one.recovery().ready().ifPresent(ready::add);
  }

  void addLost(long events) {
    lost += events;
  }

  void addDoubled(long events) {
    doubled = Math.max(doubled, events);
  }

  void addAll(Collection<Injected> several) {
    several.forEach(this::add);
  }

  /** How many injections took place. */
  long injected() {
    return injected;
  }

  long lost() {
    return lost;
  }

  long doubled() {
    return doubled;
  }

  /** Whether nothing that was promised was broken. */
  boolean isRight() {
    return lost == 0 && doubled == 0 && unreadable == 0 && wrong == 0 && stuck == 0;
  }

  /**
   * The upper bound, at 95 % confidence, of the share of injections after which something is wrong,
   * when n independent ones had no such end: 3/n.
   *
   * @see <a href="https://doi.org/10.1001/jama.1983.03330370053031">Hanley and Lippman-Hand, If
   *     nothing goes wrong, is everything all right?</a>
   */
  static String bound(long n) {
    if (n == 0) {
      return "";
    }
    double percent = 300.0 / n;
    return percent >= 100 ? "100 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** The cells of the report's table behind the fault's name. */
  List<String> cells() {
    return List.of(
        Long.toString(injected),
        Long.toString(notReached),
        Long.toString(lost),
        Long.toString(doubled),
        Long.toString(unreadable),
        Long.toString(wrong),
        Long.toString(stuck),
        quantiles(rows),
        quantiles(ready),
        isRight() ? bound(injected) : "broken");
  }

  private static String quantiles(List<Duration> times) {
    return Optional.of(times)
        .filter(some -> !some.isEmpty())
        .map(Quantiles::new)
        .map(some -> seconds(some.percentile(50)) + " / " + seconds(some.percentile(100)))
        .orElse("");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }
}
