// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests over real connections. */
class HttpGatewayTest {

  private static final byte[] BODY = "{\"é\":1}".getBytes(StandardCharsets.UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String KEY = "a-secret-key";

  private final HttpClient client = HttpGateway.newHttpClient();
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.ifPresent(running -> running.stop(0));
  }

  @Test
  void theRequestIsAPostOfTheBytesWithTheKey() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>();
    URI url =
        serve(
            exchange -> {
              seen.set(
                  String.join(
                      " ",
                      exchange.getRequestMethod(),
                      exchange.getRequestURI().toString(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      exchange.getRequestHeaders().getFirst("Content-Type"),
                      exchange.getRequestHeaders().getFirst("Content-Length"),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
              answer(exchange, 202, Map.of(), "{}");
            });

    Reply reply = gateway(url, PATIENCE).post(BODY);

    assertThat(seen.get())
        .isEqualTo("POST /v1/events Bearer a-secret-key application/json 8 {\"é\":1}");
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.retryAfter()).isEmpty();
    assertThat(reply.quotaReset()).isEmpty();
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
  }

  @Test
  void whatTheGatewayAsksForIsRead() throws Exception {
    String inAMinute =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
    Reply seconds = answered(Map.of("Retry-After", "3", "RateLimit", "\"day\";r=0;t=7"));
    Reply date = answered(Map.of("Retry-After", inAMinute));
    Reply policy =
        answered(Map.of("RateLimit", "\"events\";r=0", "RateLimit-Policy", "\"events\";q=2;w=4"));

    assertThat(seconds.retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(seconds.quotaReset()).contains(Duration.ofSeconds(7));
    assertThat(date.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(policy.retryAfter()).isEmpty();
    assertThat(policy.quotaReset()).contains(Duration.ofSeconds(4));
  }

  @Test
  void aRedirectIsNotFollowedSoTheKeyGoesNowhereElse() throws Exception {
    AtomicReference<String> elsewhere = new AtomicReference<>("not asked");
    URI url =
        serve(
            exchange -> {
              if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
                elsewhere.set("asked");
              }
              answer(exchange, 307, Map.of("Location", "/elsewhere"), "");
            });

    assertThat(gateway(url, PATIENCE).post(BODY).status()).isEqualTo(307);
    assertThat(elsewhere.get()).isEqualTo("not asked");
  }

  @Test
  void noConnectionIsCertainlyNotRead() throws Exception {
    URI url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }

    assertThatThrownBy(() -> gateway(url, PATIENCE).post(BODY))
        .isInstanceOf(NotReachedException.class)
        .hasMessage("nothing answers at " + url);
    assertThatThrownBy(() -> gateway(url, PATIENCE).reach()).isInstanceOf(IOException.class);
  }

  @Test
  void aConnectionThatIsClosedBeforeTheAnswerMayHaveBeenRead() throws Exception {
    URI url = serve(HttpExchange::close);

    assertThatThrownBy(() -> gateway(url, PATIENCE).post(BODY))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NotReachedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no answer at all", "the first half of one"})
  void anAnswerThatDoesNotComeWholeInTimeIsNone(String what) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    URI url =
        serve(
            exchange -> {
              if (what.startsWith("the first half")) {
                exchange.sendResponseHeaders(202, 10);
                exchange.getResponseBody().write(new byte[5]);
                exchange.getResponseBody().flush();
              }
              await(over);
            });

    try {
      assertThatThrownBy(() -> gateway(url, Duration.ofMillis(300)).post(BODY))
          .isInstanceOf(HttpTimeoutException.class);
    } finally {
      over.countDown();
    }
  }

  @Test
  void anInterruptedThreadStopsWaiting() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Thread sender = Thread.currentThread();
    URI url =
        serve(
            exchange -> {
              sender.interrupt();
              await(over);
            });

    try {
      assertThatThrownBy(() -> gateway(url, PATIENCE).post(BODY))
          .isInstanceOf(InterruptedException.class);
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "with blank", "line\nend", "schlüssel", "nul\u0000"})
  void aKeyThatCannotBeOneIsRefusedAndNotShown(String key) {
    URI url = URI.create("http://127.0.0.1:1");
    assertThatThrownBy(() -> new HttpGateway(client, url, key, PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the API key is empty or has a character that no key has");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://host", "http:///path", "//host", "http://user:pw@host"})
  void aUrlThatCannotBeOneIsRefusedAndNotShown(String url) {
    assertThatThrownBy(() -> new HttpGateway(client, URI.create(url), KEY, PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the gateway's URL is http:// or https:// and a host");
  }

  private Reply answered(Map<String, String> headers) throws Exception {
    URI url = serve(exchange -> answer(exchange, 429, headers, ""));
    return gateway(url, PATIENCE).post(BODY);
  }

  private static void answer(
      HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI serve(HttpHandler handler) throws IOException {
    server.ifPresent(running -> running.stop(0));
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    started.createContext("/", handler);
    started.start();
    server = Optional.of(started);
    return URI.create("http://127.0.0.1:" + started.getAddress().getPort() + "/");
  }

  private HttpGateway gateway(URI url, Duration timeout) {
    return new HttpGateway(client, url, KEY, timeout);
  }
}
