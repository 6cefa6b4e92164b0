// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The faults of one run: at most one is armed at a time, and happens once. Found by the run's name,
 * which is its namespace too, because operators make their own clients.
 */
final class Faults {

  private static final Map<String, Faults> RUNS = new ConcurrentHashMap<>();
  private static final Faults NONE = new Faults();

  private final List<Closeable> opened = new ArrayList<>();
  private Optional<Moment> armed = Optional.empty();
  private int left;
  private int happened;
  private boolean changed;

  private Faults() {}

  /** Those of a run that begins. */
  static Faults begin(String run) {
    Faults faults = new Faults();
    RUNS.put(run, faults);
    return faults;
  }

  /** Those of a run; none for a run that is not known. */
  static Faults of(String run) {
    return RUNS.getOrDefault(run, NONE);
  }

  /** The run is over; what its operators left open is closed. */
  static void end(String run) {
    Optional.ofNullable(RUNS.remove(run)).ifPresent(Faults::closeAll);
  }

  /** A fault happens when the moment comes for this time, counted from one. */
  synchronized void arm(Moment moment, int time) {
    armed = Optional.of(moment);
    left = time;
  }

  /** Tells that a moment has come; whether the fault is to happen now. */
  synchronized boolean isDue(Moment moment) {
    if (armed.filter(moment::equals).isEmpty() || --left > 0) {
      return false;
    }
    armed = Optional.empty();
    happened++;
    wake();
    return true;
  }

  /** Tells that a moment has come, and dies if the fault is to happen now. */
  void dieIfDue(Moment moment) {
    if (isDue(moment)) {
      throw new TaskDeath(moment);
    }
  }

  /** How many faults have happened. */
  synchronized int happened() {
    return happened;
  }

  /** Something has happened that a waiting test may want to look at. */
  synchronized void wake() {
    changed = true;
    notifyAll();
  }

  /** Waits for {@link #wake}, at most for this time; returns at once if it has been since. */
  synchronized void awaitChange(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long rest = millis;
    while (!changed && rest > 0) {
      wait(rest);
      rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    changed = false;
  }

  /** Remembers a catalog that an operator opens and may never close. */
  synchronized <C extends Closeable> C opened(C catalog) {
    opened.add(catalog);
    return catalog;
  }

  private synchronized void closeAll() {
    for (Closeable one : opened) {
      try {
        one.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    opened.clear();
  }
}
