// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Lets a vendor whose request was refused before its body was read to the end see why. A server
 * that closes a connection on which its peer still sends resets it, and the reset can overtake the
 * answer; so after the answer the rest of the body is taken and thrown away, within bounds (RFC
 * 9112, section 9.6). Nothing is held meanwhile but the connection.
 */
final class LingeringHandler extends Handler.Wrapper {

  /** Whoever sends on after so much more is cut off. */
  private static final long MAX_BYTES = 16 << 20;

  /** So is whoever still sends after this. */
  private static final Duration MAX_TIME = Duration.ofSeconds(5);

  LingeringHandler(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Unread unread = new Unread(request);
    return super.handle(unread, new Last(unread, response), new Lingering(request, callback));
  }

  /**
   * A request whose body can still be read after the server asked whether the connection can serve
   * on. The server's own requests fail every read after one that could not take the rest at once.
   */
  private static final class Unread extends Request.Wrapper {

    /** What has arrived with the head is worth taking to keep the connection; this bounds it. */
    private static final int MAX_CHUNKS = 8;

    Unread(Request request) {
      super(request);
    }

    @Override
    public boolean consumeAvailable() {
      for (int chunks = 0; chunks < MAX_CHUNKS; chunks++) {
        Content.Chunk chunk = read();
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
          return false;
        }
        chunk.release();
        if (chunk.isLast()) {
          return true;
        }
      }
      return false;
    }
  }

  /** An answer that says so if it is the connection's last, as more of the body is to come. */
  private static final class Last extends Response.Wrapper {

    Last(Request request, Response response) {
      super(request, response);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      if (!isCommitted() && !getRequest().consumeAvailable()) {
        getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
      }
      super.write(last, content, callback);
    }
  }

  /** One request whose answer is written. */
  private static final class Lingering extends Callback.Nested implements Runnable {

    private final Request request;
    private long bytesLeft = MAX_BYTES;
    private long deadline;

    Lingering(Request request, Callback answered) {
      super(answered);
      this.request = request;
    }

    @Override
    public void succeeded() {
      RequestRecord.of(request).answered(request);
      // Whoever waits for leave to send the body does not send it after a refusal.
      if (request.getHeaders().contains(HttpHeader.EXPECT)) {
        super.succeeded();
      } else {
        deadline = System.nanoTime() + MAX_TIME.toNanos();
        run();
      }
    }

    /** Takes what is there, and comes back when there is more; never waits. */
    @Override
    public void run() {
      while (bytesLeft > 0 && System.nanoTime() - deadline < 0) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(Invocable.from(getInvocationType(), this));
          return;
        }
        bytesLeft -= chunk.remaining();
        chunk.release();
        if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
          break;
        }
      }
      super.succeeded();
    }
  }
}
