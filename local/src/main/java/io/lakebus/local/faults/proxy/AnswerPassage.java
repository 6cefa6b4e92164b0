// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Passes a server's answers on, or does to them what the trouble wants. */
final class AnswerPassage {

  private final Dialogue dialogue;
  private final Exchanges exchanges;
  private final Outlet toClient;
  private final Setting setting;

  AnswerPassage(Dialogue dialogue, Exchanges exchanges, Outlet toClient, Setting setting) {
    this.dialogue = dialogue;
    this.exchanges = exchanges;
    this.toClient = toClient;
    this.setting = setting;
  }

  /** Until the server sends no more. */
  void run() throws IOException {
    try {
      Optional<Answer> next = dialogue.nextAnswer();
      while (next.isPresent()) {
        treat(next.get(), setting.present().now());
        exchanges.finish(next.get().exchange());
        next = dialogue.nextAnswer();
      }
    } catch (EOFException e) {
      // In the midst of an answer; the client sees that as well.
    }
    toClient.end();
  }

  private void treat(Answer answer, Inflicted now) throws IOException {
    if (answer.exchange().isDiscarded()) {
      answer.transferTo(Sink.NOWHERE);
      return;
    }
    switch (now.trouble()) {
      case Trouble.Delay delay when answer.exchange().isKnown() -> {
        toClient.flush();
        setting.time().pass(delay.answer());
        now.hit();
        answer.transferTo(toClient);
      }
      case Trouble.LoseReply lose when now.takes(lose.kind(), answer::is) -> {
        answer.transferWholeTo(Sink.NOWHERE);
        now.hit();
        throw new ConnectionCutException();
      }
      case Trouble.CutAfter cut when now.takes(cut.kind(), answer::is) -> {
        answer.transferWholeTo(toClient);
        toClient.flush();
        now.hit();
        throw new IOException("cut after " + cut.kind());
      }
      default -> answer.transferTo(toClient);
    }
  }
}
