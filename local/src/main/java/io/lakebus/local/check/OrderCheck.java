// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Invariant#ORDER}: what a sender sends after an answer lies, in one partition of the log,
 * behind what was answered. All events of one partition key are in one partition, so this is the
 * order promise to a vendor who sends the events of a key one after another; and it is asked of all
 * events, not of these alone.
 *
 * <p>Not compared are events whose answer was lost, and repeats of what an earlier run has sent.
 * Times are the sender's; its sequence has to agree with them, so a clock that is set back makes no
 * violation.
 */
final class OrderCheck {

  private record Sent(String id, ExpectedEvent event, Place place) {}

  private OrderCheck() {}

  static Verdict of(Expectations expectations, Map<String, Found> archived) {
    Map<Integer, List<Sent>> byPartition = new HashMap<>();
    archived.forEach(
        (id, found) -> {
          ExpectedEvent event = expectations.events().get(id);
          if (event != null
              && event.outcome() == Outcome.ACCEPTED
              && event.acceptedAt().isBefore(Instant.MAX)
              && found.rows() == 1
              && !found.receivedAt().isBefore(expectations.start())) {
            byPartition
                .computeIfAbsent(found.place().partition(), first -> new ArrayList<>())
                .add(new Sent(id, event, found.place()));
          }
        });
    long compared = byPartition.values().stream().mapToLong(List::size).sum();
    if (compared == 0) {
      return Verdict.notChecked(
          Invariant.ORDER, "no journal says when an event of the archive was answered");
    }
    List<String> violations = new ArrayList<>();
    byPartition.values().forEach(events -> compare(events, violations));
    return Verdict.of(
        Invariant.ORDER,
        "%,d accepted events in %d partitions: offsets with the sender's times and sequence"
            .formatted(compared, byPartition.size()),
        violations);
  }

  private static void compare(List<Sent> events, List<String> violations) {
    events.sort(Comparator.comparingLong(sent -> sent.place().offset()));
    Map<Integer, Sent> latest = new HashMap<>();
    for (Sent sent : events) {
      Sent before = latest.get(sent.event().sender());
      if (before == null || before.event().sequence() < sent.event().sequence()) {
        latest.put(sent.event().sender(), sent);
      } else if (sent.event().acceptedAt().isBefore(before.event().sentAt())) {
        violations.add(
            "%s (number %d, accepted %s) is at %s, behind %s (number %d, sent %s) at %s"
                .formatted(
                    sent.id(),
                    sent.event().sequence(),
                    sent.event().acceptedAt(),
                    sent.place(),
                    before.id(),
                    before.event().sequence(),
                    before.event().sentAt(),
                    before.place()));
      }
    }
  }
}
