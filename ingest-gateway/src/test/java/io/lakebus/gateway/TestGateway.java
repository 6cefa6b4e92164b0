// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.bus.Bus;
import io.lakebus.config.Settings;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.bus.FollowedBus;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.secret.Secrets;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A whole gateway on free ports, and a vendor's HTTP client for it. Every answer is held against
 * the OpenAPI document.
 */
public final class TestGateway implements AutoCloseable {

  /** What the gateway's clock says. */
  private static final Duration METRIC = Duration.ofSeconds(10);

  public static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");

  /** {@link #NOW} as HTTP writes it; other dates are the server's own. */
  private static final String DATE = "Mon, 23 Nov 2026 08:00:00 GMT";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Gateway gateway;

  private TestGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Starts one over a log; its clock says {@link #NOW}. */
  public static TestGateway start(EventLog log, String... settings) {
    return start(InstantSource.fixed(NOW), log, settings);
  }

  /** Starts one over a log. */
  public static TestGateway start(InstantSource clock, EventLog log, String... settings) {
    return start(TestBus::bus, clock, log, settings);
  }

  /** Starts one of a bus, over a log. */
  public static TestGateway start(
      Supplier<Bus> bus, InstantSource clock, EventLog log, String... settings) {
    return start(bus, TestBus.secrets(), clock, log, settings);
  }

  /** Starts one of a bus whose secrets are these, over a log. */
  public static TestGateway start(
      Supplier<Bus> bus, Secrets secrets, InstantSource clock, EventLog log, String... settings) {
    Map<String, String> given = new HashMap<>();
    given.put("bus.definition", "unused");
    given.put("http.port", "0");
    given.put("admin.port", "0");
    given.put("http.stop-timeout", "5s");
    given.put("access-log.file", "");
    given.put("refusal.max-delay", "0s"); // by a clock that stands still nothing is ever paid off
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      given.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    GatewayConfig config = GatewayConfig.of(Settings.of(given, GatewayConfig.SETTINGS));
    return new TestGateway(new Gateway(config, BusInForce.of(bus), log, secrets, clock));
  }

  /** Starts one that follows published definitions, over a log in memory. */
  public static TestGateway follow(FollowedBus bus) {
    GatewayConfig config =
        GatewayConfig.of(
            Settings.of(
                Map.of("bus.name", "sports", "http.port", "0", "admin.port", "0"),
                GatewayConfig.SETTINGS));
    Gateway gateway =
        new Gateway(
            config, bus, new InMemoryEventLog(), TestBus.secrets(), InstantSource.fixed(NOW));
    bus.start(gateway::definitionChanged);
    return new TestGateway(gateway);
  }

  /** Starts one over a log in memory. */
  public static TestGateway start(InMemoryEventLog log) {
    return start((EventLog) log);
  }

  public int port() {
    return gateway.port();
  }

  /**
   * A request to the public server, with the key of {@code statsfeed} and JSON until it differs.
   */
  public Call to(String path) {
    return new Call("http://127.0.0.1:" + gateway.port() + path);
  }

  /** A request to the admin server. */
  public Call toAdmin(String path) {
    return new Call("http://127.0.0.1:" + gateway.adminPort() + path);
  }

  /** The gateway's metrics, as a scraper reads them. */
  public String metrics() {
    return toAdmin("/metrics").get().body();
  }

  /**
   * Waits until one line of the metrics has all these parts: a request is counted only when its
   * answer is on its way. A part that is to be at the line's end has a line feed there.
   */
  public void awaitMetric(String... parts) {
    Await.until(
        METRIC,
        () ->
            metrics()
                .lines()
                .map(line -> line + "\n")
                .anyMatch(line -> Stream.of(parts).allMatch(line::contains)));
  }

  /**
   * Sends a request as it stands, on a connection of its own, and reads until the gateway ends it.
   *
   * @param request the request, which asks for the end itself where the gateway would not
   * @param patience how long the gateway may be silent
   */
  public String exchange(String request, Duration patience) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout((int) patience.toMillis());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    gateway.close();
    client.close();
  }

  /** An answer, without what differs from one run to the next. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  /** One request. */
  public final class Call {

    private final String url;
    private final Map<String, String> headers = new HashMap<>();

    private Call(String url) {
      this.url = url;
      headers.put("Authorization", "Bearer " + TestBus.KEY);
      headers.put("Content-Type", "application/json");
    }

    public Call with(String header, String value) {
      headers.put(header, value);
      return this;
    }

    public Call without(String header) {
      headers.remove(header);
      return this;
    }

    public Answer post(String body) {
      return post(body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(byte[] body) {
      return send("POST", HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** Sends without announcing the length. */
    public Answer postChunked(List<byte[]> body) {
      return send("POST", HttpRequest.BodyPublishers.ofByteArrays(body));
    }

    public Answer get() {
      return send("GET", HttpRequest.BodyPublishers.noBody());
    }

    public Answer send(String method, HttpRequest.BodyPublisher body) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(method, body);
      List<String> pairs = new ArrayList<>();
      headers.forEach(
          (name, value) -> {
            pairs.add(name);
            pairs.add(value);
          });
      request.headers(pairs.toArray(String[]::new));
      try {
        HttpResponse<String> response =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> answered = new HashMap<>();
        response
            .headers()
            .map()
            .forEach((name, values) -> answered.put(name, normal(values.getFirst())));
        answered.remove("connection"); // depends on whether a body comes before its refusal
        answered.computeIfPresent("date", (name, date) -> date.equals(DATE) ? date : "<date>");
        Answer answer = new Answer(response.statusCode(), answered, normal(response.body()));
        if (response.uri().getPort() == gateway.port()) {
          DocumentedApi.INSTANCE.check(method + " " + response.uri().getRawPath(), answer);
        }
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** A port that is free just now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ids that the gateway makes become {@code <uuid>}. */
  public static String normal(String body) {
    return body.replaceAll(
        "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>");
  }
}
