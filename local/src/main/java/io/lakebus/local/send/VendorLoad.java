// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.HttpGateway;
import io.lakebus.local.journal.JournalWriter;
import io.lakebus.local.journal.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The steady load of a vendor: several senders post the events of a file over and over, with new
 * ids each time, and repeat themselves as vendors do. Some answers are not waited for, some
 * accepted events are sent again at once or within a minute, and whatever is refused for now is
 * sent until it is accepted. What was sent and what became of it is in the senders' journals.
 */
public final class VendorLoad implements AutoCloseable {

  private static final String TYPE = "event_type";
  private static final String ID = "event_id";
  private static final String TIME = "occurred_at";
  private static final String VENDOR = "demo";
  private static final int CONCURRENCY = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration HASTE = Duration.ofMillis(15);
  private static final Duration RETRY_FOR = Duration.ofMinutes(10);

  /**
   * What is sent where.
   *
   * @param gateway the gateway's URL
   * @param key the vendor's API key
   * @param events a CSV like the sample of sport events
   * @param journals the files that are written, one by each sender
   * @param rate events a second, all senders together
   */
  public record Plan(URI gateway, String key, Path events, List<Path> journals, double rate) {

    public Plan {
      journals = List.copyOf(journals);
    }
  }

  /**
   * What has become of the events so far.
   *
   * @param accepted how many the gateway has
   * @param rejected how many it refused for good
   * @param unknown how many it may have
   * @param givenUp how many requests were not waited for
   * @param sentAgain how many requests repeated accepted events
   * @param unavailable how many attempts were put off by the gateway
   * @param noAnswer how many attempts were sent and had no answer
   * @param notReached how many attempts found nobody to send to
   */
  public record Counts(
      long accepted,
      long rejected,
      long unknown,
      long givenUp,
      long sentAgain,
      long unavailable,
      long noAnswer,
      long notReached) {}

  private final Plan plan;
  private final Repeats repeats;
  private final LoadCounts counts = new LoadCounts();
  private final HttpClient client = HttpGateway.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RepeatingGateway gateway;
  private final List<Listeners> listeners = new ArrayList<>();
  private final List<Sender> senders = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();

  /**
   * Begins the journals; nothing is sent yet.
   *
   * @param seed of what is repeated
   */
  public VendorLoad(Plan plan, long seed) throws IOException {
    this.plan = plan;
    this.repeats = new Repeats(new Random(seed));
    this.gateway =
        new RepeatingGateway(
            new HttpGateway(client, plan.gateway(), plan.key(), PATIENCE),
            new HttpGateway(client, plan.gateway(), plan.key(), HASTE),
            repeats,
            this::later);
    for (Path journal : plan.journals()) {
      listeners.add(
          new Listeners(List.of(counts, new Journaling(new JournalWriter(journal), VENDOR))));
    }
  }

  /** Begins to send. */
  public void start() {
    String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    for (int number = 0; number < listeners.size(); number++) {
      Sender sender = sender(listeners.get(number));
      String tag = run + "-" + number;
      senders.add(sender);
      running.add(threads.submit(() -> send(sender, tag)));
    }
  }

  private Sender sender(DeliveryListener listener) {
    Pace pace =
        new Pace(
            OptionalDouble.of(plan.rate() / listeners.size()), System::nanoTime, Thread::sleep);
    Delivery delivery =
        new Delivery(gateway, RETRY_FOR, InstantSource.system(), Thread::sleep, listener);
    return new Sender(delivery, pace, 1, CONCURRENCY);
  }

  private void send(Sender sender, String tag) {
    EventShape shape =
        new EventShape(TYPE, ID, TIME, Optional.empty(), Optional.empty(), Optional.of(tag));
    CellTypes cells = CellTypes.recognised(Set.of(TYPE, ID, TIME));
    EventInput input = new EventInput(plan.events().toString(), InputFormat.CSV, cells);
    try (EventStream events =
        new EventStream(
            input,
            new EventFactory(shape),
            new EventStream.Extent(Long.MAX_VALUE, Long.MAX_VALUE),
            refused -> {
              throw new IllegalStateException(refused.position() + ": " + refused.problem());
            })) {
      sender.send(events);
    } catch (IOException e) {
      throw new UncheckedIOException("the load cannot read its events", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void later(Duration wait, Runnable task) {
    CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (!threads.isShutdown()) {
                threads.execute(task);
              }
            });
  }

  /** Nothing is given up early or sent again from now on. */
  public void holdRepeats() {
    repeats.forbid();
  }

  /** The vendor repeats itself again. */
  public void allowRepeats() {
    repeats.allow();
  }

  /** How it goes. */
  public Counts counts() {
    return new Counts(
        counts.of(Outcome.ACCEPTED),
        counts.of(Outcome.REJECTED),
        counts.of(Outcome.UNKNOWN),
        gateway.givenUp(),
        gateway.sentAgain(),
        counts.unavailable(),
        counts.noAnswer(),
        counts.notReached());
  }

  /**
   * Begins nothing new, and returns when every event is done with and the journals are whole.
   *
   * @throws IOException if they are not
   */
  public void finish() throws IOException {
    repeats.forbid();
    senders.forEach(Sender::stop);
    try {
      for (Future<?> sender : running) {
        sender.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the load has ended early: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before every event was done with", e);
    } finally {
      threads.shutdownNow();
      client.shutdownNow();
      for (Listeners sender : listeners) {
        sender.close();
      }
    }
  }

  /** Finishes, unless that was done before. */
  @Override
  public void close() throws IOException {
    finish();
  }
}
