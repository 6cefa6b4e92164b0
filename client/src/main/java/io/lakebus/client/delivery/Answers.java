// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the gateway's answer to a request says about its events. */
sealed interface Answers {

  /**
   * It speaks of each.
   *
   * @param answers one for each event, in their order
   */
  record Each(List<Answer> answers) implements Answers {}

  /** It speaks of the request as a whole. */
  record Whole(Answer answer) implements Answers {

    /** Whether one event can be to blame for it, or the size of all together. */
    boolean blamesTheBody() {
      return answer.status() == 400 || answer.status() == 413;
    }
  }

  /** The answers to this many events, in their order. */
  default List<Answer> toEach(int count) {
    return switch (this) {
      case Each each -> each.answers();
      case Whole whole -> Collections.nCopies(count, whole.answer());
    };
  }

  /**
   * Reads an answer to {@code count} events. A success that does not speak of exactly that many
   * events is no success: what it means is unknown.
   */
  static Answers of(Reply reply, int count) {
    AnswerBody body = AnswerBody.parse(reply.body());
    boolean success = reply.status() >= 200 && reply.status() < 300;
    List<AnswerBody> events = body.events();
    if (events.size() == count) {
      List<Answer> answers = new ArrayList<>(count);
      for (AnswerBody event : events) {
        Answer answer = event.answer(reply.status());
        answers.add(count == 1 ? answer : answer.ofElement(answers.size()));
      }
      return new Each(answers);
    }
    return new Whole(
        success
            ? Answer.none(
                Answer.NOT_UNDERSTOOD, "status " + reply.status() + " without an answer per event")
            : body.problem(reply.status()));
  }
}
