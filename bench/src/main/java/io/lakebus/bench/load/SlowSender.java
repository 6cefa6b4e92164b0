// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.BadOutcome;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends one body after the other in drops, each on a connection of its own, and goes on to the next
 * when it is answered: also when that is before the end of the body. An interrupt ends it; it is a
 * virtual thread's, whose sockets an interrupt closes.
 */
final class SlowSender implements Runnable {

  private static final int RESPONSE_BYTES = 16 << 10;

  /** After a failure: a server that refuses connections is not asked in a busy loop. */
  private static final long PAUSE = 100_000_000;

  private final int port;
  private final Supplier<ByteBuffer> requests;
  private final Drip drip;
  private final long start;
  private final Answered answered;

  /**
   * How slowly.
   *
   * @param bytes of a body that come at once
   * @param millis from one drop to the next
   */
  record Drip(int bytes, int millis) {

    /** A body of a kilobyte in 4 s, which is within what a gateway waits for any body. */
    static final Drip WITHIN = new Drip(EventBodies.BYTES / 8, 500);

    /** As slow that no gateway waits for the end of it. */
    static final Drip BELOW = new Drip(16, 1000);
  }

  /**
   * @param port the server's, on the loopback interface
   * @param requests gives the next request, which holds until it gives another one; what is behind
   *     its head is a body of {@link EventBodies#BYTES}
   * @param start when it begins, by {@link System#nanoTime}
   */
  SlowSender(int port, Supplier<ByteBuffer> requests, Drip drip, long start, Answered answered) {
    this.port = port;
    this.requests = requests;
    this.drip = drip;
    this.start = start;
    this.answered = answered;
  }

  @Override
  public void run() {
    LockSupport.parkNanos(start - System.nanoTime());
    while (!Thread.currentThread().isInterrupted()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(drip.millis());
        answered.with(exchange(socket));
      } catch (IOException e) {
        answered.with(BadOutcome.NONE);
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private int exchange(Socket socket) throws IOException {
    ByteBuffer request = requests.get();
    OutputStream out = socket.getOutputStream();
    Answer answer = new Answer(socket.getInputStream());
    drop(request, request.remaining() - EventBodies.BYTES, out);
    while (!answer.hasCome()) {
      drop(request, Math.min(drip.bytes(), request.remaining()), out);
    }
    return answer.status();
  }

  private static void drop(ByteBuffer request, int count, OutputStream out) throws IOException {
    byte[] bytes = new byte[count];
    request.get(bytes);
    out.write(bytes);
  }

  /** An answer that may come at any time. */
  private static final class Answer {

    private final InputStream in;
    private final ByteBuffer received = ByteBuffer.allocate(RESPONSE_BYTES);
    private Optional<ResponseHead> head = Optional.empty();

    Answer(InputStream in) {
      this.in = in;
    }

    /** Waits as long as a drop takes, and says whether the answer's head is there. */
    boolean hasCome() throws IOException {
      try {
        while (head.isEmpty()) {
          int count = in.read(received.array(), received.position(), received.remaining());
          if (count < 0) {
            throw new EOFException("the server has closed the connection");
          }
          received.position(received.position() + count);
          head = ResponseHead.read(received);
        }
        return true;
      } catch (SocketTimeoutException e) {
        return false;
      }
    }

    int status() {
      return head.orElseThrow().status();
    }
  }
}
