// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A request as it comes from the client. */
final class Request {

  private static final byte[] NOTHING = {};

  private final byte[] head;
  private final Body rest;
  private final Exchange exchange;
  private final byte[] invitation;

  /**
   * @param head its first bytes, by which its kind is known
   * @param rest what comes behind them
   * @param exchange what is to become of it
   * @param invitation what tells the client to send the rest; empty if it does not wait for that
   */
  Request(byte[] head, Body rest, Exchange exchange, byte[] invitation) {
    this.head = head;
    this.rest = rest;
    this.exchange = exchange;
    this.invitation = invitation;
  }

  /** One whose client does not wait for an invitation. */
  Request(byte[] head, Body rest, Exchange exchange) {
    this(head, rest, exchange, NOTHING);
  }

  byte[] head() {
    return head;
  }

  Exchange exchange() {
    return exchange;
  }

  byte[] invitation() {
    return invitation;
  }

  void transferTo(Sink sink) throws IOException {
    sink.write(head);
    rest.transferTo(sink);
  }

  /** What comes behind the head, all of it. */
  byte[] collectRest() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    rest.transferTo(all::write);
    return all.toByteArray();
  }
}
