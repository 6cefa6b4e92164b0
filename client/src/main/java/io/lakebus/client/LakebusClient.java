// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.BatchDelivery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends a vendor's events to a Lakebus gateway: in batches, several requests at a time, and again
 * with the same ids until the gateway has answered for good or the event's deadline is over. One
 * client serves a whole program; it is thread-safe, and takes no thread for an event.
 *
 * <pre>{@code
 * try (LakebusClient client = LakebusClient.builder(URI.create("https://events.example.com"), key).build()) {
 *   client.send(OutgoingEvent.of("match.score", "{\"match_id\": \"m1\", \"home_score\": 2}"))
 *       .thenAccept(receipt -> log.info("accepted: " + receipt.id()));
 * }
 * }</pre>
 *
 * <p>Each future that {@link #send} returns is completed: with a {@link Receipt}, or exceptionally
 * with a {@link SendException}, whose kind says what to do next. The order of events is not kept:
 * with several requests in flight, or after a retry, a later event may be accepted before an
 * earlier one.
 *
 * <p>What is chained to a future usually runs on one of the client's own threads, unless it is
 * given an executor. It should be short: while it runs, one request less is under way.
 *
 * <p>Events wait in memory only. A program that ends without {@link #close} loses those that are
 * not yet accepted.
 */
public final class LakebusClient implements AutoCloseable {

  /** How long what was interrupted may take, at most, to say what it knows. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final URI url;
  private final ClientSettings settings;
  private final InstantSource clock;
  private final Buffer buffer;
  private final Workers workers;
  private final Runnable afterwards;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param url the gateway's, as it is shown
   * @param clock what deadlines are measured by
   * @param delivery delivers batches
   * @param afterwards is done when the client is closed
   */
  LakebusClient(
      URI url,
      ClientSettings settings,
      InstantSource clock,
      BatchDelivery<Pending> delivery,
      Runnable afterwards) {
    this.url = url;
    this.settings = settings;
    this.clock = clock;
    this.buffer = new Buffer(settings.batching(), settings.buffering(), clock);
    this.workers = new Workers(settings.requestsInFlight(), buffer, delivery, clock);
    this.afterwards = afterwards;
  }

  /**
   * Begins a client.
   *
   * @param url the gateway's URL, {@code https://events.example.com}
   * @param apiKey the vendor's API key; it is in no message and no text of the client
   */
  public static LakebusClientBuilder builder(URI url, String apiKey) {
    return new LakebusClientBuilder(url, apiKey);
  }

  /**
   * Sends an event; returns as soon as the client has it. Sending the same event again is safe: it
   * has the same id.
   *
   * <p>Where the client already holds as much as it may, this waits or fails, as {@link
   * LakebusClientBuilder#whenFull} says. A thread that is interrupted while it waits stays
   * interrupted, and the event fails with {@link NotAcceptedException}.
   *
   * @return completed when nothing more is done for the event
   * @throws IllegalStateException if the client is closed
   * @throws IllegalArgumentException if the event alone is larger than the client's buffer
   */
  public CompletableFuture<Receipt> send(OutgoingEvent event) {
    Instant now = clock.instant();
    Pending pending =
        new Pending(event, now, now.plus(settings.deadline()), new CompletableFuture<>());
    if (pending.size() > settings.buffering().bytes()) {
      throw new IllegalArgumentException(
          "event " + event.id() + " is larger than the client's buffer");
    }
    switch (buffer.put(pending)) {
      case TAKEN -> {}
      case FULL -> pending.drop("the client's buffer is full");
      case LATE -> pending.drop("the client's buffer was full until the event's deadline");
      case INTERRUPTED -> pending.drop("interrupted while the client's buffer was full");
    }
    return pending.result();
  }

  /**
   * Sends what waits for others at once, and returns when nothing more is done for any event that
   * was given before.
   *
   * @throws IllegalStateException if it is called by what is chained to a future: it would wait for
   *     itself
   */
  public void flush() throws InterruptedException {
    if (workers.isOneOf()) {
      throw new IllegalStateException("flush() waits for the thread that calls it");
    }
    buffer.flush();
  }

  /**
   * Takes no more events, and returns when nothing more is done for any; at the latest after {@link
   * LakebusClientBuilder#closeTimeout}, when the events that are still open fail: with {@link
   * NotAcceptedException} where they were not sent, else with {@link UnknownFateException}. A
   * thread that is interrupted waits no longer, and stays interrupted.
   *
   * <p>What is chained to a future cannot wait for itself: called from there, this ends at once
   * what is open.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    buffer.close();
    boolean interrupted = false;
    try {
      if (workers.isOneOf() || !workers.join(settings.closeTimeout())) {
        giveUp();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      giveUp();
    }
    afterwards.run();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() {
    buffer.abandon().forEach(event -> event.drop("the client was closed before it was sent"));
    workers.interrupt();
    if (workers.isOneOf() || joinBriefly()) {
      return;
    }
    IllegalStateException heldUp =
        new IllegalStateException("what is chained to another future holds up the client");
    buffer.underWay().forEach(batch -> batch.events().forEach(event -> event.lose(heldUp)));
  }

  private boolean joinBriefly() {
    try {
      Duration most = settings.closeTimeout();
      return workers.join(most.compareTo(LAST_WORDS) < 0 ? most : LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The gateway's URL; never the key. */
  @Override
  public String toString() {
    return "LakebusClient[" + url + "]";
  }
}
