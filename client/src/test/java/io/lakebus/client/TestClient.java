// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.Backoff;
import io.lakebus.client.delivery.BatchDelivery;
import io.lakebus.client.delivery.HandTime;
import io.lakebus.client.delivery.ScriptedGateway;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of a gateway in memory, and what a test does with it. */
final class TestClient implements AutoCloseable {

  static final URI URL = URI.create("http://gateway.test");
  static final Duration DEADLINE = Duration.ofMinutes(1);

  private static final long SECONDS = 60;

  private final ScriptedGateway gateway = new ScriptedGateway();
  private final HandTime time = new HandTime();
  private final AtomicInteger afterwards = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private LakebusClientBuilder builder =
      new LakebusClientBuilder(URL, "key")
          .linger(Duration.ZERO)
          .requestsInFlight(1)
          .deadline(DEADLINE)
          .closeTimeout(Duration.ofSeconds(SECONDS));
  private Optional<LakebusClient> client = Optional.empty();

  ScriptedGateway gateway() {
    return gateway;
  }

  HandTime time() {
    return time;
  }

  Duration elapsed() {
    return Duration.between(HandTime.START, time.instant());
  }

  /** How often the client has done what comes after its end. */
  int afterwards() {
    return afterwards.get();
  }

  TestClient closingWithin(Duration timeout) {
    builder = builder.closeTimeout(timeout);
    return this;
  }

  LakebusClientBuilder builder() {
    return builder;
  }

  /** The client, in time that passes only where it sleeps. */
  LakebusClient client() {
    return client(time);
  }

  /** The client, by a clock. */
  LakebusClient client(InstantSource clock) {
    Backoff backoff = new Backoff(Backoff.FIRST, Duration.ofSeconds(10), new Random(1));
    BatchDelivery<Pending> delivery =
        new BatchDelivery<>(gateway, backoff, new Throttle(), clock, time);
    LakebusClient made =
        new LakebusClient(URL, builder.settings(), clock, delivery, afterwards::incrementAndGet);
    client = Optional.of(made);
    return made;
  }

  /** The next request has its answer, that all is accepted, when it is let go. */
  void holdFirstRequest() {
    gateway.then(
        ids -> {
          held.countDown();
          letGo.await();
          return ScriptedGateway.accepted(ids);
        });
  }

  void awaitHeldRequest() throws InterruptedException, TimeoutException {
    if (!held.await(SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("no request has come");
    }
  }

  void letGo() {
    letGo.countDown();
  }

  /** All requests from now on are answered so. */
  void always(ScriptedGateway.Step step) {
    gateway.then(
        ids -> {
          always(step);
          return step.answer(ids);
        });
  }

  @Override
  public void close() {
    letGo();
    client.ifPresent(LakebusClient::close);
  }

  static OutgoingEvent event(String id) {
    return OutgoingEvent.builder("t", "{}").id(id).build();
  }

  static Receipt receipt(CompletableFuture<Receipt> result) throws Exception {
    return result.get(SECONDS, TimeUnit.SECONDS);
  }

  static SendException failure(CompletableFuture<Receipt> result) throws Exception {
    try {
      throw new AssertionError("accepted: " + result.get(SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return (SendException) e.getCause();
    }
  }

  /** Returns when a thread is in this state. */
  static void awaitState(Thread thread, Thread.State state) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (thread.getState() != state) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the thread is " + thread.getState());
      }
      Thread.onSpinWait();
    }
  }
}
