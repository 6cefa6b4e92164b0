// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * Knows which definition of a bus is in force: the newest of the log that is right. A thread reads
 * the log to its end and follows it from there; listeners are told, in that thread, of each
 * definition that comes into force, so that whatever takes time is done before anybody works by it.
 *
 * <p>A definition that is wrong, because somebody has written past the publisher's check, changes
 * nothing: the one before it stays in force. A log that cannot be read changes nothing either; it
 * is tried again until it can. Thread-safe.
 */
public final class DefinitionFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DefinitionFollower.class);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofMillis(200);

  private final String bus;
  private final DefinitionLog log;
  private final Thread thread;
  private final List<Consumer<Definition>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong refused = new AtomicLong();
  private final Queue<CountDownLatch> awaited = new ConcurrentLinkedQueue<>();

  private volatile Optional<Definition> current = Optional.empty();
  private volatile Optional<String> trouble = Optional.of("the definitions have not been read yet");
  private int highestRefused;

  /**
   * Starts to follow.
   *
   * @param bus the bus's name; a definition of another bus is wrong
   * @param log its definitions
   */
  public DefinitionFollower(String bus, DefinitionLog log) {
    this.bus = requireNonNull(bus, "bus is null");
    this.log = requireNonNull(log, "log is null");
    this.thread = Thread.ofPlatform().daemon().name("definition-" + bus).start(this::follow);
  }

  /**
   * The definition in force now, for who does not follow; empty if there is none.
   *
   * @param patience how long the log may take to say
   * @throws DefinitionLogException if it does not say in time
   */
  public static Optional<Definition> newest(String bus, DefinitionLog log, Duration patience)
      throws DefinitionLogException, InterruptedException {
    try (DefinitionFollower follower = new DefinitionFollower(bus, log)) {
      if (!follower.awaitEnd(patience)) {
        throw new DefinitionLogException(
            "the definition of the bus "
                + bus
                + " is not known: "
                + follower.trouble().orElse("its log does not answer"));
      }
      return follower.current();
    }
  }

  /** The definition in force; empty while there is none, or none is known. */
  public Optional<Definition> current() {
    return current;
  }

  /** Why the definition in force may not be the newest, or why there is none; for operators. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** How many definitions were wrong. */
  public long refused() {
    return refused.get();
  }

  /**
   * Tells the listener of the definition in force, if there is one, before this returns; then of
   * each that comes into force, in order and in the follower's thread.
   */
  public synchronized void subscribe(Consumer<Definition> listener) {
    listeners.add(listener);
    current.ifPresent(listener);
  }

  /** Does not tell the listener any more. */
  public void unsubscribe(Consumer<Definition> listener) {
    listeners.remove(listener);
  }

  /**
   * Waits until every definition that was published before this call has been read.
   *
   * @return whether that was so in time
   */
  public boolean awaitEnd(Duration patience) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    awaited.add(reached);
    try {
      return reached.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      awaited.remove(reached);
    }
  }

  private void follow() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        readOn();
        TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
      }
    } catch (InterruptedException e) {
      LOG.debug("The follower of {} ends", bus);
    }
  }

  /** Returns when the log cannot be read. */
  private void readOn() throws InterruptedException {
    try (DefinitionLog.Reader reader = log.read()) {
      catchUp(reader);
      while (true) {
        if (!awaited.isEmpty()) {
          readToEnd(reader);
        }
        reader.poll(POLL).forEach(this::take);
      }
    } catch (DefinitionLogException e) {
      troubled(e.getMessage());
    }
  }

  /** Of what has been published before, only the newest that is right counts. */
  private void catchUp(DefinitionLog.Reader reader)
      throws DefinitionLogException, InterruptedException {
    List<CountDownLatch> asked = List.copyOf(awaited);
    long end = reader.end();
    List<LoggedDefinition> past = new ArrayList<>();
    while (!reader.isAt(end)) {
      past.addAll(reader.poll(POLL));
    }
    for (LoggedDefinition logged : past.reversed()) {
      if (take(logged)) {
        break;
      }
    }
    if (current.isEmpty()) {
      trouble = Optional.of("no definition of the bus " + bus + " has been published");
      LOG.info("There is {}", trouble.orElseThrow());
    } else {
      trouble = Optional.empty();
    }
    asked.forEach(CountDownLatch::countDown);
  }

  private void readToEnd(DefinitionLog.Reader reader)
      throws DefinitionLogException, InterruptedException {
    List<CountDownLatch> asked = List.copyOf(awaited);
    long end = reader.end();
    while (!reader.isAt(end)) {
      reader.poll(POLL).forEach(this::take);
    }
    asked.forEach(
        reached -> {
          awaited.remove(reached);
          reached.countDown();
        });
  }

  /** Brings a definition into force; returns whether it is in force now. */
  private boolean take(LoggedDefinition logged) {
    int version = logged.version();
    if (current.filter(known -> known.version() == version).isPresent()) {
      return true;
    }
    return switch (logged.judge(bus)) {
      case Judgement.Right right -> enforce(right.definition());
      case Judgement.Wrong wrong -> refuse(version, wrong.problems());
    };
  }

  /** Each is refused once, however often the log is read. */
  private boolean refuse(int version, List<String> problems) {
    if (version > highestRefused) {
      highestRefused = version;
      refused.incrementAndGet();
      LOG.error(
          "Version {} of the definition of the bus {} is wrong and does not come into force; {}:\n  {}",
          version,
          bus,
          current.map(known -> "version " + known.version() + " stays").orElse("there is none"),
          String.join("\n  ", problems));
    }
    return false;
  }

  private synchronized boolean enforce(Definition definition) {
    current
        .filter(known -> known.version() > definition.version())
        .ifPresent(
            known ->
                LOG.warn(
                    "Version {} of the definition of the bus {} comes after version {}: its log was"
                        + " made anew",
                    definition.version(),
                    bus,
                    known.version()));
    current = Optional.of(definition);
    trouble = Optional.empty();
    for (Consumer<Definition> listener : listeners) {
      tell(listener, definition);
    }
    LOG.info("Version {} of the definition of the bus {} is in force", definition.version(), bus);
    return true;
  }

  /** One listener's fault is not another's. */
  private void tell(Consumer<Definition> listener, Definition definition) {
    try {
      listener.accept(definition);
    } catch (RuntimeException e) {
      LOG.error(
          "Version {} of the definition of the bus {} is not taken up by {}",
          definition.version(),
          bus,
          listener,
          e);
    }
  }

  /** Says each trouble once, not at every try. */
  private void troubled(String what) {
    if (!trouble.filter(what::equals).isPresent()) {
      LOG.warn("The definitions of the bus {}: {}", bus, what);
      trouble = Optional.of(what);
    }
  }

  /** Ends the thread, and waits for that. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
