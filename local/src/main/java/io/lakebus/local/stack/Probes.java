// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks servers, in their own protocols, whether they do their work. */
public final class Probes {

  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int KAFKA_API_VERSIONS = 18;
  private static final int POSTGRESQL_PROTOCOL = 3 << 16;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /** The body of an answer with status 200, or nothing. */
  public Optional<String> get(URI uri) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether an HTTP server answers at all, whatever it says. */
  public boolean speaksHttp(URI uri) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
      http.send(request, HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a broker answers requests: it accepts connections well before it does. */
  public boolean kafkaAnswers(int port) {
    byte[] client = "lakebus".getBytes(StandardCharsets.US_ASCII);
    int correlation = 1;
    ByteBuffer request = ByteBuffer.allocate(14 + client.length);
    request.putInt(10 + client.length);
    request.putShort((short) KAFKA_API_VERSIONS).putShort((short) 0).putInt(correlation);
    request.putShort((short) client.length).put(client);
    return exchange(
        port,
        request.array(),
        in -> {
          int length = in.readInt();
          return length >= 6 && in.readInt() == correlation && in.readShort() == 0;
        });
  }

  /** Whether PostgreSQL lets clients in: while it recovers it answers with an error. */
  public boolean postgresqlAnswers(int port, String user, String database) {
    byte[] parameters =
        ("user\0" + user + "\0database\0" + database + "\0\0").getBytes(StandardCharsets.UTF_8);
    ByteBuffer startup = ByteBuffer.allocate(8 + parameters.length);
    startup.putInt(startup.capacity()).putInt(POSTGRESQL_PROTOCOL).put(parameters);
    return exchange(port, startup.array(), in -> in.readByte() == 'R');
  }

  private interface Answer {
    boolean isGood(DataInputStream in) throws IOException;
  }

  private static boolean exchange(int port, byte[] request, Answer answer) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) LIMIT.toMillis());
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(request);
      return answer.isGood(new DataInputStream(socket.getInputStream()));
    } catch (IOException e) {
      return false;
    }
  }
}
