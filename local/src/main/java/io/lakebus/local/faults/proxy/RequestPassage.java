// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Passes a client's requests on, or does to them what the trouble wants. */
final class RequestPassage {

  private final Dialogue dialogue;
  private final Exchanges exchanges;
  private final Outlet toClient;
  private final Outlet toServer;
  private final Setting setting;

  RequestPassage(
      Dialogue dialogue, Exchanges exchanges, Outlet toClient, Outlet toServer, Setting setting) {
    this.dialogue = dialogue;
    this.exchanges = exchanges;
    this.toClient = toClient;
    this.toServer = toServer;
    this.setting = setting;
  }

  /** Until the client sends no more. */
  void run() throws IOException {
    try {
      Optional<Request> next = dialogue.nextRequest();
      while (next.isPresent()) {
        treat(next.get(), setting.present().now());
        toServer.flush();
        next = dialogue.nextRequest();
      }
    } catch (EOFException e) {
      // In the midst of a request; the server sees that as well.
    }
    toServer.end();
  }

  private void treat(Request request, Inflicted now) throws IOException {
    switch (now.trouble()) {
      case Trouble.Delay delay when request.exchange().isKnown() -> {
        setting.time().pass(delay.request());
        now.hit();
        forward(request);
      }
      case Trouble.Hold hold when takes(request, hold, now) -> hold(request, hold, now);
      case Trouble.Duplicate twice when takes(request, twice, now) -> forwardTwice(request, now);
      case Trouble.Answer answer
          when request.exchange().is(answer.kind()) && now.chooses(answer.share()) -> {
        collect(request);
        answer(Forgery.answer(answer.status()), now);
      }
      case Trouble.PretendPut put when Forgery.isPut(request) && takes(request, put, now) ->
          answer(Forgery.putAnswer(request, collect(request)), now);
      case Trouble.TruncatePut put when Forgery.isPut(request) && takes(request, put, now) ->
          truncate(request, put.keys(), now);
      default -> forward(request);
    }
  }

  private static boolean takes(Request request, Trouble.OfRequests trouble, Inflicted now) {
    return now.takes(trouble.kind(), request.exchange()::is);
  }

  private void forward(Request request) throws IOException {
    exchanges.add(request.exchange());
    request.transferTo(toServer);
  }

  /** Reads the whole request. */
  private byte[] collect(Request request) throws IOException {
    if (request.invitation().length > 0) {
      exchanges.awaitNone();
      request.exchange().invite();
      toClient.write(request.invitation());
      toClient.flush();
    }
    return request.collectRest();
  }

  private void send(byte[] head, byte[] rest, Exchange exchange) throws IOException {
    exchanges.add(exchange);
    toServer.write(head);
    toServer.write(rest);
    toServer.flush();
  }

  private void hold(Request request, Trouble.Hold hold, Inflicted now) throws IOException {
    byte[] rest = collect(request);
    setting.time().pass(hold.time());
    send(request.head(), rest, request.exchange());
    if (request.exchange().awaitAnswer() >= 0) {
      now.hit();
    }
  }

  private void forwardTwice(Request request, Inflicted now) throws IOException {
    byte[] rest = collect(request);
    Exchange twin = request.exchange().twin();
    send(request.head(), rest, request.exchange());
    send(request.head(), rest, twin);
    if (twin.awaitAnswer() >= 0) {
      now.hit();
    }
  }

  private void truncate(Request request, S3Keys keys, Inflicted now) throws IOException {
    byte[] rest = collect(request);
    Exchange exchange = request.exchange().twin();
    send(Forgery.halfPut(request, rest, keys), new byte[0], exchange);
    if (exchange.awaitAnswer() / 100 != 2) {
      throw new ConnectionCutException();
    }
    answer(Forgery.putAnswer(request, rest), now);
  }

  /** Answers in the server's place, when the server has answered all before. */
  private void answer(byte[] bytes, Inflicted now) throws IOException {
    exchanges.awaitNone();
    now.hit();
    toClient.write(bytes);
    toClient.flush();
  }
}
