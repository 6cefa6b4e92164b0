// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.event.StrictJson;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.JournalWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Writes each event to a journal. */
final class Journaling implements DeliveryListener {

  private final JournalWriter journal;
  private Optional<IOException> failure = Optional.empty();

  Journaling(JournalWriter journal) {
    this.journal = journal;
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

  private static JournalEntry entry(Delivered delivered) throws IOException {
    OutgoingEvent event = delivered.event();
    return new JournalEntry(
        event.sequence(),
        event.id(),
        event.type(),
        Optional.ofNullable(event.attributes().get("source")).map(source -> source.asText()),
        sha256(event.detail()),
        StrictJson.mapper().readTree(event.detail()),
        delivered.sentAt(),
        delivered.attempts(),
        delivered.outcome(),
        delivered.answer().status());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
