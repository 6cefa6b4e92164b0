// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Accepts connections and serves each in a thread of its own. */
final class TestServer implements AutoCloseable {

  /** Serves one connection, which is closed then. */
  interface Service {
    void serve(Socket connection) throws IOException;
  }

  private final ServerSocket listener;
  private final Service service;
  private final Thread acceptor;

  TestServer(Service service) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.service = service;
    this.acceptor = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return; // it is closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      service.serve(connection);
    } catch (IOException e) {
      // The client is gone, which the test has wanted or notices.
    }
  }

  /** Nobody can connect any more: a listener is open for as long as a thread accepts on it. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A client's connection that gives up waiting after a while: a test fails, not hangs. */
  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Whether the connection was reset, and not ended in order. */
  static boolean isReset(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
      return false;
    } catch (SocketException e) {
      return e.getMessage().contains("reset");
    }
  }
}
