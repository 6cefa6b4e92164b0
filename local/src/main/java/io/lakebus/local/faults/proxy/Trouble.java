// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.time.Duration;

/**
 * What a proxy does to its connections. Those with a number of times strike the first requests of
 * their kind, so many and no more; the others last until they are healed.
 */
public sealed interface Trouble {

  /** A trouble of chosen requests. A hit is a request. */
  sealed interface OfRequests extends Trouble {
    RequestKind kind();

    /** How many requests it strikes. */
    int times();
  }

  /** All is well. */
  record None() implements Trouble {}

  /**
   * Each request and each answer waits before it is passed on, and what follows it waits behind it.
   * Of an answer of PostgreSQL it is the end that waits. A hit is a request or answer.
   */
  record Delay(Duration request, Duration answer) implements Trouble {
    public Delay {
      require(!request.isNegative() && !answer.isNegative(), "a delay is not negative");
    }
  }

  /** Open connections are reset; new ones are accepted and reset. A hit is a connection. */
  record Reset() implements Trouble {}

  /**
   * Connections are accepted, and nothing is forwarded in either direction, not even their end.
   * After healing what was sent meanwhile arrives, as it does when a network comes back. A hit is
   * each piece of data or new connection that is held up.
   */
  record BlackHole() implements Trouble {}

  /**
   * A connection that has passed so many bytes from now on, both directions together, is reset
   * instead of passing more. A hit is a connection.
   */
  record DropAfter(long bytes) implements Trouble {
    public DropAfter {
      require(bytes >= 0, "bytes are not negative");
    }
  }

  /**
   * All connections together pass so many bytes a second, in each direction. A hit is a piece of
   * data that may have waited.
   */
  record Throttle(long bytesPerSecond) implements Trouble {
    public Throttle {
      require(bytesPerSecond > 0, "a bandwidth is positive");
    }
  }

  /**
   * The server does it; its whole answer is thrown away, then the connection is reset. In
   * PostgreSQL that is the answer from the command's tag on, to the end.
   */
  record LoseReply(RequestKind kind, int times) implements OfRequests {
    public LoseReply {
      require(times > 0, "times are positive");
    }
  }

  /** The server does it, the client has the whole answer, then the connection is closed. */
  record CutAfter(RequestKind kind, int times) implements OfRequests {
    public CutAfter {
      require(times > 0, "times are positive");
    }
  }

  /**
   * The request is forwarded twice, one right behind the other; the client has the first answer,
   * the second is thrown away.
   */
  record Duplicate(RequestKind kind, int times) implements OfRequests {
    public Duplicate {
      require(times > 0, "times are positive");
    }
  }

  /**
   * The request is forwarded only after a while, also when its client has gone by then, and also
   * when the proxy has been healed meanwhile. A hit is a request to which the server has answered.
   */
  record Hold(RequestKind kind, int times, Duration time) implements OfRequests {
    public Hold {
      require(times > 0 && !time.isNegative(), "times are positive, a duration not negative");
    }
  }

  /**
   * HTTP: some requests are answered by the proxy and not forwarded. A hit is a request.
   *
   * @param share how many of them, from 0 to 1
   * @param seed of the choice
   */
  record Answer(RequestKind kind, int status, double share, long seed) implements Trouble {
    public Answer {
      require(status >= 200 && status <= 599, "a status is from 200 to 599");
      require(share >= 0 && share <= 1, "a share is from 0 to 1");
    }
  }

  /** S3: the PUT of a whole object is answered with success, ETag and all, and not forwarded. */
  record PretendPut(RequestKind kind, int times) implements OfRequests {
    public PretendPut {
      require(times > 0, "times are positive");
    }
  }

  /**
   * S3: the PUT of a whole object is answered with success, with the whole object's ETag, and only
   * its first half is stored.
   *
   * @param keys of the store, with which the shortened request is signed
   */
  record TruncatePut(RequestKind kind, int times, S3Keys keys) implements OfRequests {
    public TruncatePut {
      require(times > 0, "times are positive");
    }
  }

  private static void require(boolean isRight, String rule) {
    if (!isRight) {
      throw new IllegalArgumentException(rule);
    }
  }
}
