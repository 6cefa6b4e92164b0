// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A request and what becomes of it. */
final class Exchange {

  /** Of bytes that are no request of which anything is known. */
  static final Exchange NONE = new Exchange(kind -> false, 0);

  private static final int UNANSWERED = -1;

  private final Predicate<RequestKind> kinds;
  private final int id;
  private final CompletableFuture<Integer> answer = new CompletableFuture<>();
  private volatile boolean discarded;
  private volatile boolean invited;

  /**
   * @param kinds whether the request is of a kind
   * @param id by which the protocol relates an answer to it, if it has such
   */
  Exchange(Predicate<RequestKind> kinds, int id) {
    this.kinds = kinds;
    this.id = id;
  }

  /** The same request once more, whose answer nobody gets. */
  Exchange twin() {
    Exchange twin = new Exchange(kinds, id);
    twin.discard();
    return twin;
  }

  /** Whether it is a request with an answer of its own. */
  boolean isKnown() {
    return this != NONE;
  }

  boolean is(RequestKind kind) {
    return kinds.test(kind);
  }

  int id() {
    return id;
  }

  /** The client does not get the server's answer. */
  void discard() {
    discarded = true;
  }

  boolean isDiscarded() {
    return discarded;
  }

  /** The client has been told to send the rest of the request. */
  void invite() {
    invited = true;
  }

  boolean isInvited() {
    return invited;
  }

  /**
   * The server has answered.
   *
   * @param status how, in the protocol's own numbers
   */
  void answered(int status) {
    answer.complete(status);
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  /** The server will not answer any more. */
  void abandon() {
    answer.complete(UNANSWERED);
  }

  /** Waits for the server's answer; its status, or a negative number if there is none. */
  int awaitAnswer() {
    return answer.join();
  }
}
