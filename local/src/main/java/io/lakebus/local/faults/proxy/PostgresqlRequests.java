// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a client sends to PostgreSQL (<a
 * href="https://www.postgresql.org/docs/18/protocol-message-formats.html">message formats</a>). A
 * request is all that the server works off in one go: messages up to a Sync, Flush or Query.
 */
final class PostgresqlRequests {

  /** Type and length. */
  static final int HEADER = 5;

  private static final int NEGOTIATE_TLS = 80877103;
  private static final int NEGOTIATE_GSS = 80877104;
  private static final int CANCEL = 80877102;
  private static final int STARTUP_LIMIT = 10_000;

  /** Parse, Bind, Describe, Execute, Close: the server answers when more has come. */
  private static final String GOES_ON = "PBDEC";

  private static final String HAS_AN_END = "QSF";

  private final Source client;
  private final PostgresqlStatements statements = new PostgresqlStatements();
  private Exchange negotiation = Exchange.NONE;
  private boolean isStarted;

  PostgresqlRequests(Source client) {
    this.client = client;
  }

  Optional<Request> next() throws IOException {
    if (!isStarted) {
      return start();
    }
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    Set<String> commands = new HashSet<>();
    while (client.has(HEADER) && client.intAt(1) >= 4) {
      char type = (char) client.at(0);
      int length = client.intAt(1) + 1;
      boolean isLarge = length > Source.WINDOW;
      if (!isLarge && !client.has(length)) {
        break;
      }
      byte[] message = client.take(isLarge ? HEADER : length);
      batch.write(message);
      if (!isLarge) {
        statements.command(type, message).ifPresent(commands::add);
      }
      boolean ends = GOES_ON.indexOf(type) < 0;
      if (ends || isLarge || batch.size() > Source.WINDOW) {
        int rest = length - message.length;
        return Optional.of(
            new Request(
                batch.toByteArray(),
                sink -> client.transfer(rest, sink),
                exchange(Set.copyOf(commands), type)));
      }
    }
    return batch.size() == 0
        ? Dialogue.remaining(client)
        : Optional.of(new Request(batch.toByteArray(), client::transferAll, Exchange.NONE));
  }

  private static Exchange exchange(Set<String> commands, char lastType) {
    return HAS_AN_END.indexOf(lastType) < 0
        ? Exchange.NONE
        : new Exchange(
            kind ->
                kind instanceof RequestKind.Postgresql statement
                    && commands.contains(statement.command()),
            PostgresqlDialogue.STATEMENTS);
  }

  /** The first messages have no type. */
  private Optional<Request> start() throws IOException {
    if (negotiation.isKnown() && negotiation.awaitAnswer() != PostgresqlDialogue.REFUSED) {
      return Dialogue.remaining(client);
    }
    if (!client.has(8) || client.intAt(0) < 8 || client.intAt(0) > STARTUP_LIMIT) {
      return Dialogue.remaining(client);
    }
    int length = client.intAt(0);
    int code = client.intAt(4);
    if (code == CANCEL || !client.has(length)) {
      return Dialogue.remaining(client);
    }
    boolean negotiates = code == NEGOTIATE_TLS || code == NEGOTIATE_GSS;
    isStarted = !negotiates;
    negotiation =
        negotiates ? new Exchange(kind -> false, PostgresqlDialogue.NEGOTIATION) : Exchange.NONE;
    return Optional.of(new Request(client.take(length), Body.NONE, negotiation));
  }
}
