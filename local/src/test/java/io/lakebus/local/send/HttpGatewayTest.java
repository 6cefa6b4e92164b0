// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class HttpGatewayTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @Test
  void retryAfterIsSeconds() throws Exception {
    assertThat(retryAfter("3")).contains(Duration.ofSeconds(3));
  }

  @Test
  void retryAfterMayBeADate() throws Exception {
    String inAMinute =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
    assertThat(retryAfter(inAMinute).orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(retryAfter("Wed, 21 Oct 2015 07:28:00 GMT")).contains(Duration.ZERO);
  }

  @Test
  void aRetryAfterThatIsNeitherIsNoWait() throws Exception {
    assertThat(retryAfter("soon")).isEmpty();
  }

  @Test
  void noConnectionIsCertainlyNotRead() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> gateway(client, port).post(BODY))
          .isInstanceOf(NotReachedException.class);
    }
  }

  @Test
  void aConnectionThatIsClosedBeforeTheAnswerMayHaveBeenRead() throws Exception {
    HttpServer server = HttpServer.create(ANY_PORT, 0);
    server.createContext("/", exchange -> exchange.close());
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> gateway(client, server.getAddress().getPort()).post(BODY))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NotReachedException.class);
    } finally {
      server.stop(0);
    }
  }

  private static Optional<Duration> retryAfter(String header) throws Exception {
    HttpServer server = HttpServer.create(ANY_PORT, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", header);
          exchange.sendResponseHeaders(429, -1);
          exchange.close();
        });
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Reply reply = gateway(client, server.getAddress().getPort()).post(BODY);
      assertThat(reply.status()).isEqualTo(429);
      return reply.retryAfter();
    } finally {
      server.stop(0);
    }
  }

  private static Gateway gateway(HttpClient client, int port) {
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    return new HttpGateway(client, url, "key", Duration.ofSeconds(10));
  }
}
