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

/**
 * A TCP relay on the loopback interface before a server. It asks at each piece of a reply what
 * becomes of the connection, and so fails at the worst moment, as a network does.
 */
public final class Relay implements AutoCloseable {

  private static final int BUFFER = 8192;

  /** What becomes of a connection at a piece of a reply. */
  public enum Passage {
    /** The piece goes on to the client. */
    PASS,
    /** The connection ends, and the client does not see the piece. */
    CUT_INSTEAD,
    /** The connection ends once the client has the piece. */
    CUT_AFTER
  }

  /** Decides at each piece of a reply, as Latin-1 text. Called from several threads. */
  @FunctionalInterface
  public interface Judge {
    Passage of(String reply);
  }

  private final int target;
  private final Judge judge;
  private final ServerSocket listener;

  /** Listens at once on a free port, and relays to the target port. */
  public Relay(int target, Judge judge) throws IOException {
    this.target = target;
    this.judge = judge;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Where clients connect. */
  public int port() {
    return listener.getLocalPort();
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
        Passage passage = judge.of(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        if (passage != Passage.CUT_INSTEAD) {
          out.write(buffer, 0, count);
        }
        if (passage != Passage.PASS) {
          return;
        }
      }
    } catch (IOException e) {
      // One side is gone; closing the other is all there is to do.
    }
  }
}
