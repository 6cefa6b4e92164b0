// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends bytes to one side of a connection. Here troubles take effect that do not care what the
 * bytes mean.
 */
final class Outlet implements Sink, Flushable {

  private static final int SMALL = 8 << 10;

  private final Socket socket;
  private final OutputStream out;
  private final Pacer.Direction direction;
  private final Object connection;
  private final Setting setting;
  private final ReentrantLock lock = new ReentrantLock();
  private final byte[] waiting = new byte[SMALL];
  private int filled;
  private boolean isClientGone;

  /**
   * @param connection what bytes are counted for
   */
  Outlet(Socket socket, Pacer.Direction direction, Object connection, Setting setting)
      throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.direction = direction;
    this.connection = connection;
    this.setting = setting;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    lock.lock();
    try {
      if (filled + count > SMALL) {
        flush();
      }
      if (count > SMALL) {
        send(bytes, from, count);
      } else {
        System.arraycopy(bytes, from, waiting, filled, count);
        filled += count;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      int count = filled;
      filled = 0;
      send(waiting, 0, count);
    } finally {
      lock.unlock();
    }
  }

  /** Tells that nothing more comes. */
  void end() throws IOException {
    flush();
    setting.present().awaitPassage();
    socket.shutdownOutput();
  }

  private void send(byte[] bytes, int from, int count) throws IOException {
    int sent = 0;
    while (sent < count) {
      int next = admit(count - sent);
      sendAdmitted(bytes, from + sent, next);
      sent += next;
    }
  }

  /**
   * A client that is gone gets nothing more, but what the server answers is still read to its end:
   * it says what became of the request.
   */
  private void sendAdmitted(byte[] bytes, int from, int count) throws IOException {
    if (isClientGone) {
      return;
    }
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      if (direction == Pacer.Direction.TO_SERVER) {
        throw e;
      }
      isClientGone = true;
    }
  }

  /** Waits until some of the wanted bytes may pass, and says how many. */
  private int admit(int wanted) throws IOException {
    setting.present().awaitPassage();
    Inflicted now = setting.present().now();
    if (now.trouble() instanceof Trouble.Reset) {
      throw new ConnectionCutException();
    }
    return switch (now.trouble()) {
      case Trouble.DropAfter drop -> uncut(wanted, drop.bytes(), now);
      case Trouble.Throttle throttle -> throttled(wanted, throttle.bytesPerSecond(), now);
      default -> wanted;
    };
  }

  private int throttled(int wanted, long bytesPerSecond, Inflicted now) throws IOException {
    int count = now.pacer().admit(direction, wanted, bytesPerSecond, setting.time());
    now.hit();
    return count;
  }

  private int uncut(int wanted, long limit, Inflicted now) throws ConnectionCutException {
    AtomicLong passed = now.passed(connection);
    long before = passed.getAndAdd(wanted);
    if (before <= limit && before + wanted > limit) {
      now.hit();
    }
    if (before >= limit) {
      throw new ConnectionCutException();
    }
    return (int) Math.min(wanted, limit - before);
  }
}
