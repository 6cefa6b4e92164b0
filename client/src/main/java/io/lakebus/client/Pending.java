// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.Answer;
import io.lakebus.client.delivery.Deliverable;
import io.lakebus.client.delivery.DeliveryResult;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An event that the program has given, and the future that the program holds. Thread-safe.
 *
 * @param event the event
 * @param since when it was given
 * @param deadline until when it may be sent
 * @param result completed once, with what became of it
 */
record Pending(
    OutgoingEvent event, Instant since, Instant deadline, CompletableFuture<Receipt> result)
    implements Deliverable {

  /** How much it counts in a batch: itself and what is between it and the next. */
  long size() {
    return event.json().length + 1L;
  }

  @Override
  public byte[] json() {
    return event.json();
  }

  /** Completes the future by what is known in the end. */
  void complete(DeliveryResult<Pending> delivered) {
    Answer answer = delivered.answer();
    switch (delivered.fate()) {
      case ACCEPTED -> result.complete(new Receipt(event.id()));
      case NOT_ACCEPTED ->
          result.completeExceptionally(
              answer.temporary()
                  ? new NotAcceptedException(event.id(), problem(answer))
                  : new RefusedException(event.id(), problem(answer)));
      case UNKNOWN ->
          result.completeExceptionally(new UnknownFateException(event.id(), problem(answer)));
    }
  }

  /** It was not sent, and will not be. */
  void drop(String why) {
    result.completeExceptionally(
        new NotAcceptedException(event.id(), new Problem(0, Answer.NOT_SENT, why, List.of())));
  }

  /** Nobody will know what becomes of it. Does nothing where that is known. */
  void lose(Throwable cause) {
    UnknownFateException unknown =
        new UnknownFateException(
            event.id(), new Problem(0, "client-failed", cause.toString(), List.of()));
    unknown.initCause(cause);
    result.completeExceptionally(unknown);
  }

  private static Problem problem(Answer answer) {
    return new Problem(
        answer.status(),
        answer.code(),
        answer.message(),
        answer.errors().stream()
            .map(error -> new Problem.FieldError(error.detail(), error.pointer()))
            .toList());
  }
}
