// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.Outcome;
import java.time.Instant;

/**
 * What the journals say about one event.
 *
 * @param sender the number of its journal
 * @param sequence its number in that journal
 * @param outcome whether the gateway has it
 * @param detailSha256 SHA-256 of its detail, in hexadecimal
 * @param sentAt when it was first sent
 * @param acceptedAt when it was first known to be accepted; {@link Instant#MAX} where it is not
 * @param sends how often it was sent
 * @param shares what rules make of it
 */
record ExpectedEvent(
    int sender,
    long sequence,
    Outcome outcome,
    String detailSha256,
    Instant sentAt,
    Instant acceptedAt,
    long sends,
    Shares shares) {

  static ExpectedEvent of(JournalEntry entry, int sender, Shares shares) {
    return new ExpectedEvent(
        sender,
        entry.sequence(),
        entry.outcome(),
        entry.detailSha256(),
        entry.sentAt(),
        entry.outcome() == Outcome.ACCEPTED ? entry.answeredAt().orElse(Instant.MAX) : Instant.MAX,
        entry.attempts(),
        shares);
  }

  /** An event sent several times in a run is one event: what is known for certain of it holds. */
  ExpectedEvent and(ExpectedEvent again) {
    ExpectedEvent first = sentAt.isAfter(again.sentAt) ? again : this;
    return new ExpectedEvent(
        first.sender,
        first.sequence,
        surer(outcome, again.outcome),
        first.detailSha256,
        first.sentAt,
        acceptedAt.isAfter(again.acceptedAt) ? again.acceptedAt : acceptedAt,
        sends + again.sends,
        first.shares);
  }

  /** The same event, of which nobody knows whether it reached the job. */
  ExpectedEvent inDoubt() {
    return new ExpectedEvent(
        sender, sequence, Outcome.UNKNOWN, detailSha256, sentAt, Instant.MAX, sends, shares);
  }

  /** Accepted once is accepted; and what may have been accepted once was not refused. */
  private static Outcome surer(Outcome first, Outcome second) {
    if (first == Outcome.ACCEPTED || second == Outcome.ACCEPTED) {
      return Outcome.ACCEPTED;
    }
    return first == second ? first : Outcome.UNKNOWN;
  }
}
