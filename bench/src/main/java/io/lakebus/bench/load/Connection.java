// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A connection that has one request under way at a time, at the cost of a write and a read. */
final class Connection implements AutoCloseable {

  private static final int RESPONSE_BYTES = 64 << 10;

  private final SocketChannel channel;
  private final ByteBuffer response = ByteBuffer.allocateDirect(RESPONSE_BYTES);
  private boolean serves = true;

  /** Connects to a port of the loopback interface. */
  Connection(int port) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Sends a request, reads its answer to the end, and returns the answer's status. */
  int exchange(ByteBuffer request) throws IOException {
    while (request.hasRemaining()) {
      channel.write(request);
    }
    response.clear();
    Optional<ResponseHead> head = Optional.empty();
    while (head.isEmpty() || response.position() < head.get().length()) {
      if (channel.read(response) < 0) {
        throw new EOFException("the server has closed the connection");
      }
      if (head.isEmpty()) {
        head = ResponseHead.read(response);
      }
    }
    serves = head.get().persistence() == ResponseHead.Persistence.STAYS;
    return head.get().status();
  }

  /** Whether another request can follow, as far as the server has said. */
  boolean serves() {
    return serves;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
