// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.event.EventHeader;
import io.lakebus.event.TraceContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * The log as a Kafka topic: an append is kept when every in-sync replica has it.
 *
 * <p>A keeper thread makes the producer and looks at the topic, again and again, so Kafka may come
 * later than the gateway, go and come back. A producer that has failed for good is replaced; until
 * the next one is there the log is not available.
 */
public final class KafkaEventLog implements EventLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventLog.class);

  /** How often the keeper looks while the log is not available. */
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(100);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Topic topic;
  private final Duration checkInterval;
  private final AtomicReference<Optional<Producer<byte[], byte[]>>> producer =
      new AtomicReference<>(Optional.empty());
  private final BlockingQueue<Producer<byte[], byte[]>> failed = new LinkedBlockingQueue<>();
  private final Thread keeper;
  private volatile boolean available;

  /**
   * Starts the keeper; the log becomes available in the background.
   *
   * @param producers makes a producer, or throws a {@link KafkaException} while it cannot
   * @param topic the topic to append to
   * @param checkInterval how often the topic is looked at while the log is available
   */
  public KafkaEventLog(
      Supplier<Producer<byte[], byte[]>> producers, Topic topic, Duration checkInterval) {
    this.producers = requireNonNull(producers, "producers is null");
    this.topic = requireNonNull(topic, "topic is null");
    this.checkInterval = requireNonNull(checkInterval, "checkInterval is null");
    this.keeper = Thread.ofPlatform().daemon().name("log-keeper").start(this::keep);
  }

  @Override
  public CompletableFuture<AppendResult> append(Event event, Optional<TraceContext> trace) {
    Optional<Producer<byte[], byte[]>> current = producer.get();
    if (current.isEmpty()) {
      return CompletableFuture.completedFuture(new AppendResult.NotKept("there is no producer"));
    }
    Delivery delivery = new Delivery(failure -> retire(current, failure));
    try {
      Future<RecordMetadata> unused = current.get().send(record(event, trace), delivery);
    } catch (KafkaException | IllegalStateException e) {
      delivery.refused(e);
    } finally {
      delivery.handedOver();
    }
    return delivery.result();
  }

  private ProducerRecord<byte[], byte[]> record(Event event, Optional<TraceContext> trace) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.name(), EventCodec.key(event), event.detail());
    for (EventHeader header : EventCodec.encode(event, trace)) {
      record.headers().add(new RecordHeader(header.name(), header.value()));
    }
    return record;
  }

  @Override
  public boolean isAvailable() {
    return available;
  }

  /** What the keeper does until the log is closed: look, wait, and look sooner if need be. */
  private void keep() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Duration pause = available ? checkInterval : RETRY_INTERVAL;
        Producer<byte[], byte[]> retired = failed.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (retired != null) {
          retired.close(Duration.ZERO);
        }
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("The keeper of {} ends", topic.name());
    } finally {
      available = false;
    }
  }

  private void look() {
    boolean before = available;
    available = hasProducer() && producer.get().filter(topic::isServed).isPresent();
    if (available != before) {
      LOG.info("The topic {} is {}", topic.name(), available ? "available" : "not available");
    }
  }

  private boolean hasProducer() {
    if (producer.get().isPresent()) {
      return true;
    }
    try {
      producer.set(Optional.of(producers.get()));
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("Cannot make a producer yet: {}", e.toString());
      return false;
    }
  }

  /** Called on the failed producer's own thread, so closing it is left to the keeper. */
  private void retire(Optional<Producer<byte[], byte[]>> current, Throwable failure) {
    if (producer.compareAndSet(current, Optional.empty())) {
      available = false;
      LOG.error("The producer has failed for good and is replaced", failure);
      failed.add(current.orElseThrow());
    }
  }

  @Override
  public void close() {
    keeper.interrupt();
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    topic.close();
    // Waits for the fate of every record, which the delivery timeout bounds.
    producer.getAndSet(Optional.empty()).ifPresent(Producer::close);
  }

  /** The topic as the keeper sees it. */
  public interface Topic extends AutoCloseable {

    /** The topic's name. */
    String name();

    /**
     * Whether Kafka serves every partition of the topic, which is created if it is missing, and
     * whether this producer knows them.
     */
    boolean isServed(Producer<byte[], byte[]> producer);

    @Override
    void close();
  }
}
