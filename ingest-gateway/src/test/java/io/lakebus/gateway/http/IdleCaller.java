// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that has connections and sends nothing over them, with a limit of open files of its
 * own.
 */
final class IdleCaller implements AutoCloseable {

  private final Process process;

  private IdleCaller(Process process) {
    this.process = process;
  }

  /** Opens this many connections to a port; returns when they are open. */
  static IdleCaller open(int port, int count) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                IdleCaller.class.getName(),
                Integer.toString(port),
                Integer.toString(count))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    IdleCaller caller = new IdleCaller(process);
    if (process.getInputStream().read() != '.') {
      caller.close();
      throw new IOException("the connections were not opened");
    }
    return caller;
  }

  /** The process's program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress gateway =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    List<SocketChannel> connections = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      connections.add(SocketChannel.open(gateway));
    }
    System.out.write(".".getBytes(StandardCharsets.US_ASCII));
    System.out.flush();
    System.in.readAllBytes(); // until the one who started it closes the pipe, or dies
    for (SocketChannel connection : connections) {
      connection.close();
    }
  }

  /** Whether the process lives, and so its connections unless the gateway has closed them. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it, and so its connections. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
