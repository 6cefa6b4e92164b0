// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A client's connection and the one to the server, with a thread for each direction. */
final class ProxiedConnection implements AutoCloseable {

  private final Socket client;
  private final Socket server;
  private final Present present;
  private final Exchanges exchanges = new Exchanges();
  private final RequestPassage requests;
  private final AnswerPassage answers;
  private final Consumer<ProxiedConnection> atEnd;
  private final AtomicInteger openDirections = new AtomicInteger(2);
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /**
   * @param atEnd called once, when both sides are closed
   */
  ProxiedConnection(
      Socket client,
      Socket server,
      Protocol protocol,
      Setting setting,
      Consumer<ProxiedConnection> atEnd)
      throws IOException {
    this.client = client;
    this.server = server;
    this.present = setting.present();
    this.atEnd = atEnd;
    Outlet toClient = new Outlet(client, Pacer.Direction.TO_CLIENT, this, setting);
    Outlet toServer = new Outlet(server, Pacer.Direction.TO_SERVER, this, setting);
    Dialogue dialogue =
        protocol.dialogue(
            new Source(client.getInputStream(), toServer),
            new Source(server.getInputStream(), toClient),
            exchanges);
    this.requests = new RequestPassage(dialogue, exchanges, toClient, toServer, setting);
    this.answers = new AnswerPassage(dialogue, exchanges, toClient, setting);
  }

  /** Passes what comes in both directions until both have ended. */
  void start(String name) {
    Thread.ofVirtual().name(name + " requests").start(() -> run(requests::run));
    Thread.ofVirtual().name(name + " answers").start(() -> run(this::passAnswers));
  }

  private interface Passage {
    void run() throws IOException;
  }

  private void passAnswers() throws IOException {
    try {
      answers.run();
    } finally {
      exchanges.end();
    }
  }

  private void run(Passage passage) {
    try {
      passage.run();
      if (openDirections.decrementAndGet() == 0) {
        close();
      }
    } catch (ConnectionCutException e) {
      reset();
    } catch (IOException e) {
      // One side is gone, or the other thread has closed both.
      closeIfSeen();
    }
  }

  /** What happens behind a black hole is not seen on the other side. */
  private void closeIfSeen() {
    try {
      present.awaitPassage();
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Resets both sides. Returns whether they were still open. */
  boolean reset() {
    if (isClosed.get()) {
      return false;
    }
    reset(client);
    reset(server);
    return end();
  }

  @Override
  public void close() {
    end();
  }

  private boolean end() {
    if (!isClosed.compareAndSet(false, true)) {
      return false;
    }
    exchanges.end();
    closeQuietly(client);
    closeQuietly(server);
    atEnd.accept(this);
    return true;
  }

  /** Lets a socket be reset when it is closed. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing else to do with it.
    }
  }
}
