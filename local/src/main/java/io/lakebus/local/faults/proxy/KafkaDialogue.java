// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.util.Optional;

/**
 * Kafka's frames: a length of 4 bytes, then in a request the API key and its version, 2 bytes each,
 * and in both a correlation id of 4 bytes (<a
 * href="https://kafka.apache.org/protocol#protocol_messages">protocol</a>).
 */
final class KafkaDialogue implements Dialogue {

  private static final int LENGTH = 4;
  private static final int REQUEST_HEADER = 8;
  private static final int ANSWER_HEADER = 4;

  private final Source client;
  private final Source server;
  private final Exchanges exchanges;

  KafkaDialogue(Source client, Source server, Exchanges exchanges) {
    this.client = client;
    this.server = server;
    this.exchanges = exchanges;
  }

  @Override
  public Optional<Request> nextRequest() throws IOException {
    if (!client.has(LENGTH + REQUEST_HEADER) || client.intAt(0) < REQUEST_HEADER) {
      return Dialogue.remaining(client);
    }
    int rest = client.intAt(0) - REQUEST_HEADER;
    RequestKind kind = RequestKind.kafka(client.shortAt(LENGTH));
    Exchange exchange = new Exchange(kind::equals, client.intAt(LENGTH + 4));
    return Optional.of(
        new Request(
            client.take(LENGTH + REQUEST_HEADER), sink -> client.transfer(rest, sink), exchange));
  }

  @Override
  public Optional<Answer> nextAnswer() throws IOException {
    if (!server.has(LENGTH + ANSWER_HEADER) || server.intAt(0) < ANSWER_HEADER) {
      return Dialogue.remainingAnswers(server);
    }
    int rest = server.intAt(0) - ANSWER_HEADER;
    Exchange exchange = exchanges.oldest(server.intAt(LENGTH));
    exchange.answered(0);
    return Optional.of(
        Answer.to(
            exchange, server.take(LENGTH + ANSWER_HEADER), sink -> server.transfer(rest, sink)));
  }
}
