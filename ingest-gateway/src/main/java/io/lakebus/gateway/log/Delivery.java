// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What becomes of one record: reads the producer's answer as an {@link AppendResult}.
 *
 * <p>While the call of send has not returned, the producer has not taken the record, so a failure
 * then means that it is not kept. A failure afterwards may have come after Kafka wrote it.
 */
final class Delivery implements Callback {

  private final CompletableFuture<AppendResult> result = new CompletableFuture<>();
  private final Consumer<Throwable> onFatal;
  private final Thread sender = Thread.currentThread();
  private boolean handedOver; // written and read by the sender only

  /**
   * @param onFatal told when the producer cannot be used any more
   */
  Delivery(Consumer<Throwable> onFatal) {
    this.onFatal = onFatal;
  }

  CompletableFuture<AppendResult> result() {
    return result;
  }

  /** The call of send has returned. */
  void handedOver() {
    handedOver = true;
  }

  /** The call of send has thrown. */
  void refused(RuntimeException failure) {
    if (isFatal(failure)) {
      onFatal.accept(failure);
    }
    result.complete(new AppendResult.NotKept(failure.toString()));
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception failure) {
    if (failure == null) {
      result.complete(new AppendResult.Kept(metadata.partition(), metadata.offset()));
      return;
    }
    if (isFatal(failure)) {
      onFatal.accept(failure);
    }
    result.complete(readFailure(failure));
  }

  private AppendResult readFailure(Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      return new AppendResult.TooLarge(failure.getMessage());
    }
    if (failure instanceof AuthorizationException
        || (Thread.currentThread() == sender && !handedOver)) {
      return new AppendResult.NotKept(failure.toString());
    }
    return new AppendResult.Unknown(failure.toString());
  }

  /** Whether the producer is of no more use: it is closed, or in a state that it cannot leave. */
  private static boolean isFatal(Exception failure) {
    return switch (failure) {
      case TopicAuthorizationException e -> false;
      case AuthorizationException e -> true;
      case ApplicationRecoverableException e -> true;
      case OutOfOrderSequenceException e -> true;
      case UnsupportedVersionException e -> true;
      case ApiException e -> false;
      case KafkaException e -> true;
      case IllegalStateException e -> true;
      default -> false;
    };
  }
}
