// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.util.function.Predicate;

/** An answer, or a part of one, as it comes from the server. */
final class Answer {

  private final byte[] head;
  private final Body rest;
  private final Body remainder;
  private final Predicate<RequestKind> kinds;
  private final Exchange exchange;

  private Answer(
      byte[] head, Body rest, Body remainder, Predicate<RequestKind> kinds, Exchange exchange) {
    this.head = head;
    this.rest = rest;
    this.remainder = remainder;
    this.kinds = kinds;
    this.exchange = exchange;
  }

  /** Of which nothing is known. */
  static Answer unknown(byte[] head, Body rest) {
    return new Answer(head, rest, Body.NONE, Exchange.NONE::is, Exchange.NONE);
  }

  /** The answer to a request. */
  static Answer to(Exchange exchange, byte[] head, Body rest) {
    return new Answer(head, rest, Body.NONE, exchange::is, exchange);
  }

  /**
   * A part of an answer that says what has been done.
   *
   * @param remainder the parts that end the answer
   */
  static Answer part(byte[] message, RequestKind kind, Body remainder) {
    return new Answer(message, Body.NONE, remainder, kind::equals, Exchange.NONE);
  }

  /** Whether it tells of the success or failure of a request of a kind. */
  boolean is(RequestKind kind) {
    return kinds.test(kind);
  }

  /** The request that has no more answers after this. */
  Exchange exchange() {
    return exchange;
  }

  void transferTo(Sink sink) throws IOException {
    sink.write(head);
    rest.transferTo(sink);
  }

  /** All that belongs to the same answer. */
  void transferWholeTo(Sink sink) throws IOException {
    transferTo(sink);
    remainder.transferTo(sink);
  }
}
