// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP relay before PostgreSQL that cuts a connection at a chosen reply, seen by its command tag,
 * as a network does that fails at the worst moment.
 */
final class CuttingRelay implements AutoCloseable {

  /** When to cut the connection. */
  enum Cut {
    /** Never. */
    NEVER,
    /** The database has updated a row and says so; the commit never reaches it. */
    AFTER_UPDATE,
    /** The database has committed; its reply never reaches the client. */
    INSTEAD_OF_COMMIT_REPLY
  }

  private static final int BUFFER = 8192;

  private final int target;
  private final ServerSocket listener;
  private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingRelay(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Cuts one connection, the first for which it is time. */
  void cutOnce(Cut cut) {
    next.set(cut);
  }

  /** How many connections were cut. */
  int cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> pumpRequests(client, server));
        Thread.ofVirtual().start(() -> pumpReplies(client, server));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pumpRequests(Socket client, Socket server) {
    try (client;
        server) {
      client.getInputStream().transferTo(server.getOutputStream());
    } catch (IOException e) {
      // One side is gone; closing the other is all there is to do.
    }
  }

  private void pumpReplies(Socket client, Socket server) {
    byte[] buffer = new byte[BUFFER];
    try (client;
        server) {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        String text = new String(Arrays.copyOf(buffer, count), StandardCharsets.ISO_8859_1);
        if (text.contains("COMMIT\0")
            && next.compareAndSet(Cut.INSTEAD_OF_COMMIT_REPLY, Cut.NEVER)) {
          cuts.incrementAndGet();
          return;
        }
        out.write(buffer, 0, count);
        if (text.contains("UPDATE 1\0") && next.compareAndSet(Cut.AFTER_UPDATE, Cut.NEVER)) {
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException e) {
      // One side is gone; closing the other is all there is to do.
    }
  }
}
