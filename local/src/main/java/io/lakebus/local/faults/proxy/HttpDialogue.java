// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** HTTP/1.1, with bodies of all kinds, pipelining and invitations to go on (status 100). */
final class HttpDialogue implements Dialogue {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] INVITATION =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final int CONTINUE = 100;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Source client;
  private final Source server;
  private final Exchanges exchanges;

  /** The last request, if its answer decides on how to read on. */
  private Exchange offer = Exchange.NONE;

  /** The client has sent something else instead of a body. */
  private boolean isLost;

  HttpDialogue(Source client, Source server, Exchanges exchanges) {
    this.client = client;
    this.server = server;
    this.exchanges = exchanges;
  }

  @Override
  public Optional<Request> nextRequest() throws IOException {
    if (isLost || isSwitched()) {
      return Dialogue.remaining(client);
    }
    byte[] bytes = client.takeThrough(HEAD_END);
    Optional<HttpHead> parsed = HttpHead.parse(bytes);
    if (parsed.isEmpty()) {
      return bytes.length == 0
          ? Dialogue.remaining(client)
          : Optional.of(new Request(bytes, client::transferAll, Exchange.NONE));
    }
    HttpHead head = parsed.get();
    Exchange exchange = new Exchange(head::is, 0);
    offer = head.offersUpgrade() ? exchange : Exchange.NONE;
    Body body = HttpBodies.ofRequest(head, client);
    if (head.expectsInvitation()) {
      return Optional.of(
          new Request(bytes, sink -> transferInvited(body, exchange, sink), exchange, INVITATION));
    }
    return Optional.of(new Request(bytes, body, exchange));
  }

  private boolean isSwitched() {
    return offer.isKnown() && offer.awaitAnswer() == SWITCHING_PROTOCOLS;
  }

  /** A server that answers before it has the body may get none: then what follows is unclear. */
  private void transferInvited(Body body, Exchange exchange, Sink sink) throws IOException {
    client.has(1);
    if (exchange.isAnswered() && !exchange.isInvited()) {
      isLost = true;
    } else {
      body.transferTo(sink);
    }
  }

  @Override
  public Optional<Answer> nextAnswer() throws IOException {
    byte[] bytes = server.takeThrough(HEAD_END);
    Exchange exchange = exchanges.oldest();
    Optional<HttpHead> parsed = HttpHead.parse(bytes);
    boolean isAnswer = parsed.filter(head -> head.status() >= CONTINUE).isPresent();
    if (!isAnswer || !exchange.isKnown()) {
      return bytes.length == 0
          ? Dialogue.remainingAnswers(server)
          : Optional.of(Answer.unknown(bytes, server::transferAll));
    }
    HttpHead head = parsed.get();
    if (head.status() == SWITCHING_PROTOCOLS) {
      exchange.answered(SWITCHING_PROTOCOLS);
      return Optional.of(Answer.to(exchange, bytes, server::transferAll));
    }
    if (head.status() < 200) {
      return Optional.of(interim(head, bytes, exchange));
    }
    exchange.answered(head.status());
    return Optional.of(Answer.to(exchange, bytes, HttpBodies.ofAnswer(head, server, exchange)));
  }

  /** An answer before the answer; a client that was invited already is not invited again. */
  private static Answer interim(HttpHead head, byte[] bytes, Exchange exchange) {
    boolean invites = head.status() == CONTINUE;
    if (exchange.isDiscarded() || (invites && exchange.isInvited())) {
      return Answer.unknown(new byte[0], Body.NONE);
    }
    if (invites) {
      exchange.invite();
    }
    return Answer.unknown(bytes, Body.NONE);
  }
}
