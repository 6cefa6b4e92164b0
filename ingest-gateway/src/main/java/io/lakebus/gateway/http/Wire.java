// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

import static java.util.Objects.requireNonNull;

/**
 * The body as it comes from the network, at its pace. What fails here is the connection's fault,
 * and told apart from what a decompressor finds wrong. Closing leaves the connection as it was,
 * unless the body was too slow: then it has just the time for its answer.
 */
final class Wire extends BlockInput {

  /** What is left to a connection whose body was too slow. */
  private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ServletInputStream in;
  private final Patience patience;
  private final Pace pace;
  private final long maxBytes;
  private long bytes;
  private boolean timedOut;

  /**
   * @param in the request's body
   * @param patience how long its connection waits
   * @param pace how fast it must come
   * @param maxBytes how much of it may come: also of a body that inflates to nothing
   */
  Wire(ServletInputStream in, Patience patience, Pace pace, long maxBytes) {
    this.in = requireNonNull(in, "in is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.pace = requireNonNull(pace, "pace is null");
    this.maxBytes = maxBytes;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = readInTime(target, offset, length);
    if (count >= 0) {
      bytes += count;
      if (bytes > maxBytes) {
        throw failure(new HttpException.RuntimeException(HttpStatus.PAYLOAD_TOO_LARGE_413));
      }
      pace.came(count);
      if (pace.nanosLeft(System.nanoTime()) <= 0) {
        throw failure(new TimeoutException("too slow"));
      }
    }
    return count;
  }

  private int readInTime(byte[] target, int offset, int length) throws IOException {
    try {
      if (!in.isFinished() && in.available() == 0) { // then the read waits
        patience.limit(pace.nanosLeft(System.nanoTime()));
      }
      return in.read(target, offset, length);
    } catch (IOException e) {
      throw failure(e);
    } catch (HttpException.RuntimeException e) { // a broken chunk, a body longer than announced
      throw failure(e);
    }
  }

  private FailedException failure(Exception cause) {
    FailedException failure = new FailedException(cause);
    timedOut |= failure.isTimeout();
    return failure;
  }

  @Override
  public void close() throws IOException {
    if (timedOut) {
      patience.limit(LAST_NANOS);
    } else {
      patience.restore();
    }
    in.close();
  }

  /** The connection failed, or what came over it is not HTTP, or too slow. */
  static final class FailedException extends IOException {

    FailedException(Exception cause) {
      super(cause);
    }

    /** Whether it is because too little came in time. */
    boolean isTimeout() {
      Throwable cause = getCause();
      return cause instanceof TimeoutException || cause.getCause() instanceof TimeoutException;
    }
  }
}
