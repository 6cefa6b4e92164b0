// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import io.lakebus.digest.Sha256;
import io.lakebus.event.StrictJson;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.JournalWriter;
import java.io.IOException;
import java.util.Optional;

/** Writes each event to a journal. */
final class Journaling implements DeliveryListener {

  private final JournalWriter journal;
  private final String vendor;
  private Optional<IOException> failure = Optional.empty();

  /**
   * @param vendor who sends
   */
  Journaling(JournalWriter journal, String vendor) {
    this.journal = journal;
    this.vendor = vendor;
  }

  @Override
  public void delivered(Delivered delivered) {
    if (failure.isPresent()) {
      return;
    }
    try {
      journal.write(entry(delivered));
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public void retried(Answer answer) {}

  /**
   * Ends the journal.
   *
   * @throws IOException if it is not whole
   */
  @Override
  public void close() throws IOException {
    journal.close();
    if (failure.isPresent()) {
      throw new IOException("the journal is not whole: " + failure.get().getMessage());
    }
  }

  private JournalEntry entry(Delivered delivered) throws IOException {
    OutgoingEvent event = delivered.event();
    return new JournalEntry(
        Optional.of(vendor),
        event.sequence(),
        event.id(),
        event.type(),
        Optional.ofNullable(event.attributes().get("source")).map(source -> source.asText()),
        Sha256.hex(event.detail()),
        StrictJson.mapper().readTree(event.detail()),
        delivered.sentAt(),
        Optional.of(delivered.answeredAt()),
        delivered.attempts(),
        delivered.outcome(),
        delivered.answer().status());
  }
}
