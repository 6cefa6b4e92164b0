// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When events were accepted and when they became visible: {@link Invariant#LIVENESS} and {@link
 * Invariant#RECOVERY}.
 *
 * <p>What it cannot judge: what was before the oldest commit that is still known; a fault after
 * which nobody sent anything; a fault whose recovery takes too long while the next one is at work
 * already, of which only the last is judged. Times of the sender, the job and the reader are
 * compared as they are: they are one machine's.
 */
final class Timeline {

  /** How many commit intervals may pass without a commit while events come in. */
  private static final int INTERVALS = 3;

  private record Event(
      String id, Instant sentAt, Instant acceptedAt, Optional<Instant> visibleAt) {}

  private final CommitLog commits;
  private final List<Event> events = new ArrayList<>();
  private final Disturbances disturbances;

  /**
   * @param commits the archive's commits
   * @param expectations what was sent
   * @param archived what the archive has
   * @param disturbances what was made to fail
   */
  Timeline(
      CommitLog commits,
      Expectations expectations,
      Map<String, Found> archived,
      Disturbances disturbances) {
    this.commits = commits;
    this.disturbances = disturbances;
    expectations.events().forEach((id, event) -> add(id, event, archived.get(id)));
  }

  private void add(String id, ExpectedEvent event, Found found) {
    if (event.outcome() == Outcome.ACCEPTED
        && event.acceptedAt().isBefore(Instant.MAX)
        && event.acceptedAt().isAfter(commits.since())) {
      events.add(
          new Event(
              id,
              event.sentAt(),
              event.acceptedAt(),
              found == null ? Optional.empty() : commits.visibleAt(found.place())));
    }
  }

  /**
   * While events come in, there is a commit within three intervals of time in which nothing was
   * made to fail.
   *
   * @param interval the bus's commit interval
   * @param now when the tables were looked at
   */
  Verdict liveness(Duration interval, Instant now) {
    if (events.isEmpty()) {
      return Verdict.notChecked(Invariant.LIVENESS, "no journal says when an event was accepted");
    }
    Duration bound = interval.multipliedBy(INTERVALS);
    List<String> violations = new ArrayList<>();
    Duration longest = Duration.ZERO;
    for (Map.Entry<Instant, Event> one : firstToWait(now).entrySet()) {
      Duration waited = disturbances.undisturbed(one.getValue().acceptedAt(), one.getKey());
      longest = waited.compareTo(longest) > 0 ? waited : longest;
      if (waited.compareTo(bound) > 0) {
        violations.add(
            "%s was accepted at %s, and for %d ms there was no commit"
                .formatted(one.getValue().id(), one.getValue().acceptedAt(), waited.toMillis()));
      }
    }
    return Verdict.of(
        Invariant.LIVENESS,
        "%,d accepted events, %,d commits: without one for at most %d ms, the bound is %d ms"
            .formatted(
                events.size(), commits.commits().size(), longest.toMillis(), bound.toMillis()),
        violations);
  }

  /**
   * By each commit, and by now for what no commit follows, the event that waited for it longest. An
   * event that is visible already when its answer comes waits for none.
   */
  private Map<Instant, Event> firstToWait(Instant now) {
    TreeSet<Instant> visible = new TreeSet<>();
    commits.commits().forEach(commit -> visible.add(commit.visibleAt()));
    Map<Instant, Event> first = new TreeMap<>();
    for (Event event : events) {
      Instant next = visible.higher(event.acceptedAt());
      if (next != null || event.visibleAt().isEmpty()) {
        first.merge(next == null ? now : next, event, Timeline::earlier);
      }
    }
    return first;
  }

  private static Event earlier(Event one, Event other) {
    return one.acceptedAt().isAfter(other.acceptedAt()) ? other : one;
  }

  /** After each fault an event that was sent after its end is visible within the bound. */
  Verdict recovery() {
    NavigableMap<Instant, Instant> visibleBySending = visibleBySending();
    List<String> violations = new ArrayList<>();
    List<Duration> recoveries = new ArrayList<>();
    for (Outage outage : disturbances.outages()) {
      Map.Entry<Instant, Instant> after = visibleBySending.ceilingEntry(outage.to());
      if (after == null || outage.to().isBefore(commits.since())) {
        continue;
      }
      Instant visible = after.getValue();
      if (!visible.isAfter(outage.to().plus(disturbances.recovery()))) {
        recoveries.add(Duration.between(outage.to(), visible));
      } else if (!disturbances.anyBegins(outage.to(), visible)) {
        violations.add(
            outage.fault()
                + ", over at "
                + outage.to()
                + ": "
                + (visible.equals(Instant.MAX)
                    ? "nothing that was sent later is visible"
                    : "the first event that was sent later is visible at " + visible));
      }
    }
    long faults = disturbances.outages().size();
    if (recoveries.isEmpty() && violations.isEmpty()) {
      return Verdict.notChecked(
          Invariant.RECOVERY, faults + " faults, and of none of them can it be told");
    }
    return Verdict.of(Invariant.RECOVERY, figures(faults, recoveries, violations), violations);
  }

  /** By each time of sending, when the first of what was sent then or later became visible. */
  private NavigableMap<Instant, Instant> visibleBySending() {
    List<Event> latestFirst =
        events.stream().sorted(Comparator.comparing(Event::sentAt).reversed()).toList();
    NavigableMap<Instant, Instant> visible = new TreeMap<>();
    Instant earliest = Instant.MAX;
    for (Event event : latestFirst) {
      Instant own = event.visibleAt().orElse(Instant.MAX);
      earliest = own.isBefore(earliest) ? own : earliest;
      visible.put(event.sentAt(), earliest);
    }
    return visible;
  }

  private String figures(long faults, List<Duration> recoveries, List<String> violations) {
    List<Duration> sorted = recoveries.stream().sorted().toList();
    String times =
        sorted.isEmpty()
            ? ""
            : ", median %d ms, at most %d ms"
                .formatted(sorted.get(sorted.size() / 2).toMillis(), sorted.getLast().toMillis());
    return "%,d faults: recovered from %,d%s, the bound is %d ms; of %,d it cannot be told"
        .formatted(
            faults,
            sorted.size(),
            times,
            disturbances.recovery().toMillis(),
            faults - sorted.size() - violations.size());
  }
}
