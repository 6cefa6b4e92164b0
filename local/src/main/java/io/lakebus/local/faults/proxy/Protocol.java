// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

/** How the bytes of a connection are read as requests and answers. */
public enum Protocol {
  /** HTTP/1.1: the catalog's REST interface, S3. */
  HTTP,
  /** Kafka's frames. */
  KAFKA,
  /** PostgreSQL's messages, version 3; a connection that turns to TLS is not looked into. */
  POSTGRESQL;

  Dialogue dialogue(Source client, Source server, Exchanges exchanges) {
    return switch (this) {
      case HTTP -> new HttpDialogue(client, server, exchanges);
      case KAFKA -> new KafkaDialogue(client, server, exchanges);
      case POSTGRESQL -> new PostgresqlDialogue(client, server, exchanges);
    };
  }

  /**
   * Refuses trouble that cannot be told in this protocol.
   *
   * @throws IllegalArgumentException if so
   */
  void check(Trouble trouble) {
    boolean isKnown =
        switch (trouble) {
          case Trouble.Answer answer -> this == HTTP && knows(answer.kind());
          case Trouble.PretendPut put -> this == HTTP && knows(put.kind());
          case Trouble.TruncatePut put -> this == HTTP && knows(put.kind());
          case Trouble.Duplicate duplicate -> this != POSTGRESQL && knows(duplicate.kind());
          case Trouble.OfRequests other -> knows(other.kind());
          default -> true;
        };
    if (!isKnown) {
      throw new IllegalArgumentException("a proxy for " + this + " cannot inflict " + trouble);
    }
  }

  private boolean knows(RequestKind kind) {
    return switch (this) {
      case HTTP -> kind instanceof RequestKind.Http;
      case KAFKA -> kind instanceof RequestKind.Kafka;
      case POSTGRESQL -> kind instanceof RequestKind.Postgresql;
    };
  }
}
