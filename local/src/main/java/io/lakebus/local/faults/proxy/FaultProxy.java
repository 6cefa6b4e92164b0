// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy on the loopback interface. It passes every byte on as it comes until trouble is
 * inflicted on it.
 */
public final class FaultProxy implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);

  private static final int BACKLOG = 200;

  private final String name;
  private final int targetPort;
  private final Protocol protocol;
  private final Setting setting;
  private final ServerSocket listener = new ServerSocket();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;
  private volatile Inflicted last;

  /**
   * Listens at once.
   *
   * @param name for log and threads
   * @param listenPort where clients connect; 0 for any free port
   * @param targetPort where the server listens
   * @throws IOException if the port is taken
   */
  public FaultProxy(String name, int listenPort, int targetPort, Protocol protocol)
      throws IOException {
    this(name, listenPort, targetPort, protocol, Time.REAL);
  }

  FaultProxy(String name, int listenPort, int targetPort, Protocol protocol, Time time)
      throws IOException {
    this.name = name;
    this.targetPort = targetPort;
    this.protocol = protocol;
    this.setting = new Setting(new Present(), time);
    this.last = setting.present().now();
    try {
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), listenPort), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw new IOException(name + " cannot listen on port " + listenPort, e);
    }
    this.acceptor = Thread.ofVirtual().name(name).start(this::accept);
  }

  public String name() {
    return name;
  }

  /** Where clients connect. */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * From now on, until another is inflicted or it is healed. Hits are counted from 0.
   *
   * @throws IllegalArgumentException if the proxy's protocol does not know such trouble
   */
  public void inflict(Trouble trouble) {
    protocol.check(trouble);
    LOG.info("{}: {}", name, trouble);
    Inflicted next = new Inflicted(trouble);
    last = next;
    setting.present().change(next);
    if (trouble instanceof Trouble.Reset) {
      for (ProxiedConnection connection : open) {
        if (connection.reset()) {
          next.hit();
        }
      }
    }
  }

  /** Passes everything on again. The last trouble's hits can still be asked for. */
  public void heal() {
    if (!(setting.present().now().trouble() instanceof Trouble.None)) {
      LOG.info("{} is healed", name);
      setting.present().change(new Inflicted(new Trouble.None()));
    }
  }

  /** How often the trouble inflicted last has taken effect. */
  public int hits() {
    return last.hits();
  }

  /** Waits until {@link #hits} is at least so much; false if that took too long. */
  public boolean awaitHits(int count, Duration limit) throws InterruptedException {
    return last.awaitHits(count, limit);
  }

  /** Stops listening and ends all connections. */
  @Override
  public void close() {
    try {
      listener.close();
      acceptor.join(); // a listener is open for as long as a thread accepts on it
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(ProxiedConnection::close);
    heal();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name(name + " opens").start(() -> open(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("{} cannot accept a connection", name, e);
        }
      }
    }
  }

  /** A client whose server cannot be reached is reset: it cannot be refused any more. */
  private void open(Socket client) {
    try {
      setting.present().awaitPassage();
      Inflicted now = setting.present().now();
      if (now.trouble() instanceof Trouble.Reset) {
        now.hit();
        throw new ConnectionCutException();
      }
      Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      ProxiedConnection connection =
          new ProxiedConnection(client, server, protocol, setting, open::remove);
      open.add(connection);
      if (listener.isClosed()) {
        connection.close();
      }
      connection.start(name);
    } catch (IOException e) {
      LOG.debug("{} gives a client up: {}", name, e.getMessage());
      ProxiedConnection.reset(client);
      ProxiedConnection.closeQuietly(client);
    }
  }
}
