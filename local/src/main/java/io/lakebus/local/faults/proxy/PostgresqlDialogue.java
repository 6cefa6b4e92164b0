// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * PostgreSQL's protocol, version 3. Of an answer the command tags matter: they say what has been
 * done. It ends when the server is ready for the next query, and not before is it on disk.
 */
final class PostgresqlDialogue implements Dialogue {

  /** The id of exchanges that decide on encryption. */
  static final int NEGOTIATION = 1;

  /** The id of exchanges that execute statements. */
  static final int STATEMENTS = 2;

  /** The answer to a client that asks for encryption and does not get it. */
  static final int REFUSED = 'N';

  private static final String ACCEPTED = "SG";
  private static final char COMMAND_COMPLETE = 'C';
  private static final char READY_FOR_QUERY = 'Z';

  private final PostgresqlRequests requests;
  private final Source server;
  private final Exchanges exchanges;
  private boolean isEncrypted;

  PostgresqlDialogue(Source client, Source server, Exchanges exchanges) {
    this.requests = new PostgresqlRequests(client);
    this.server = server;
    this.exchanges = exchanges;
  }

  @Override
  public Optional<Request> nextRequest() throws IOException {
    return requests.next();
  }

  @Override
  public Optional<Answer> nextAnswer() throws IOException {
    if (isEncrypted || !server.has(1)) {
      return Dialogue.remainingAnswers(server);
    }
    Exchange exchange = exchanges.oldest();
    char type = (char) server.at(0);
    if (exchange.id() == NEGOTIATION && (ACCEPTED.indexOf(type) >= 0 || type == REFUSED)) {
      isEncrypted = type != REFUSED;
      exchange.answered(type);
      return Optional.of(Answer.to(exchange, server.take(1), Body.NONE));
    }
    if (!hasHeader()) {
      return Dialogue.remainingAnswers(server);
    }
    int length = server.intAt(1) + 1;
    return switch (type) {
      case COMMAND_COMPLETE -> server.has(length) ? Optional.of(completion(length)) : rest();
      case READY_FOR_QUERY -> {
        exchange.answered(0);
        yield Optional.of(
            Answer.to(exchange, server.take(PostgresqlRequests.HEADER), body(length)));
      }
      default -> Optional.of(Answer.unknown(server.take(PostgresqlRequests.HEADER), body(length)));
    };
  }

  private Optional<Answer> rest() throws IOException {
    return Dialogue.remainingAnswers(server);
  }

  private boolean hasHeader() throws IOException {
    return server.has(PostgresqlRequests.HEADER) && server.intAt(1) >= 4;
  }

  private Body body(int length) {
    return sink -> server.transfer(length - PostgresqlRequests.HEADER, sink);
  }

  private Answer completion(int length) {
    byte[] message = server.take(length);
    String tag =
        new String(
            message,
            PostgresqlRequests.HEADER,
            length - PostgresqlRequests.HEADER,
            StandardCharsets.UTF_8);
    RequestKind kind = RequestKind.postgresql(PostgresqlStatements.firstWord(tag));
    return Answer.part(message, kind, this::transferRemainder);
  }

  private void transferRemainder(Sink sink) throws IOException {
    char type = COMMAND_COMPLETE;
    while (type != READY_FOR_QUERY && hasHeader()) {
      type = (char) server.at(0);
      server.transfer(server.intAt(1) + 1, sink);
    }
  }
}
