// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the two directions of a connection as messages. Whatever it does not understand it yields
 * as bytes without meaning: all that is read is yielded. One thread reads requests, another
 * answers.
 */
interface Dialogue {

  /** The next request; nothing at the end. The one before must have been transferred. */
  Optional<Request> nextRequest() throws IOException;

  /** The next answer or part of one; nothing at the end. The one before must be transferred. */
  Optional<Answer> nextAnswer() throws IOException;

  /** All that still comes from a client, without meaning. */
  static Optional<Request> remaining(Source source) throws IOException {
    return source.has(1)
        ? Optional.of(new Request(new byte[0], source::transferAll, Exchange.NONE))
        : Optional.empty();
  }

  /** All that still comes from a server, without meaning. */
  static Optional<Answer> remainingAnswers(Source source) throws IOException {
    return source.has(1)
        ? Optional.of(Answer.unknown(new byte[0], source::transferAll))
        : Optional.empty();
  }
}
