// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import io.lakebus.client.delivery.Backoff;
import io.lakebus.client.delivery.BatchDelivery;
import io.lakebus.client.delivery.HttpGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Makes a {@link LakebusClient}. What is not set has a default that serves most programs. */
public final class LakebusClientBuilder {

  /** Retries of one batch are not further apart than this, unless the gateway asks for it. */
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

  private final URI url;
  private final String apiKey;
  private int batchEvents = 500;
  private long batchBytes = 1 << 20;
  private Duration linger = Duration.ofMillis(10);
  private int requestsInFlight = 4;
  private long bufferBytes = 32 << 20;
  private WhenFull whenFull = WhenFull.BLOCK;
  private Duration deadline = Duration.ofMinutes(2);
  private Duration requestTimeout = Duration.ofSeconds(10);
  private Duration closeTimeout = Duration.ofSeconds(30);
  private Optional<HttpClient> httpClient = Optional.empty();

  LakebusClientBuilder(URI url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  /** Events in a request, at most; 500. A gateway takes 1,000 unless it is told otherwise. */
  public LakebusClientBuilder batchEvents(int most) {
    this.batchEvents = Math.toIntExact(positive("batchEvents", most));
    return this;
  }

  /**
   * Bytes in a request, at most; 1 MiB. A gateway takes 5 MiB unless it is told otherwise. An event
   * that is larger goes alone.
   */
  public LakebusClientBuilder batchBytes(long most) {
    this.batchBytes = positive("batchBytes", most);
    return this;
  }

  /** How long an event waits for others to go with it; 10 ms. Zero sends it as soon as possible. */
  public LakebusClientBuilder linger(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("linger is negative");
    }
    this.linger = time;
    return this;
  }

  /** Requests under way at a time, at most; 4. With 1, batches are accepted in their order. */
  public LakebusClientBuilder requestsInFlight(int most) {
    this.requestsInFlight = Math.toIntExact(positive("requestsInFlight", most));
    return this;
  }

  /** Bytes of events that the client holds, those under way included, at most; 32 MiB. */
  public LakebusClientBuilder bufferBytes(long most) {
    this.bufferBytes = positive("bufferBytes", most);
    return this;
  }

  /** What is done with an event for which there is no room; {@link WhenFull#BLOCK}. */
  public LakebusClientBuilder whenFull(WhenFull what) {
    this.whenFull = what;
    return this;
  }

  /**
   * How long after {@link LakebusClient#send} an event may be sent again; 2 minutes. No request
   * begins later, so its future is completed at most {@link #requestTimeout} after that.
   */
  public LakebusClientBuilder deadline(Duration time) {
    this.deadline = positive("deadline", time);
    return this;
  }

  /** How long an answer is waited for; 10 seconds. The gateway answers within two. */
  public LakebusClientBuilder requestTimeout(Duration time) {
    this.requestTimeout = positive("requestTimeout", time);
    return this;
  }

  /** How long {@link LakebusClient#close} waits for what is not done; 30 seconds. */
  public LakebusClientBuilder closeTimeout(Duration time) {
    this.closeTimeout = positive("closeTimeout", time);
    return this;
  }

  /**
   * The HTTP client to use: for a proxy, or certificates of one's own. It is not closed with the
   * Lakebus client. By default one that speaks HTTP/1.1 and waits 5 seconds for a connection.
   */
  public LakebusClientBuilder httpClient(HttpClient client) {
    this.httpClient = Optional.of(client);
    return this;
  }

  /**
   * The client, ready to send. Nothing is sent by this.
   *
   * @throws IllegalArgumentException if the URL or the key cannot be one
   */
  public LakebusClient build() {
    HttpClient http = httpClient.orElseGet(HttpGateway::newHttpClient);
    HttpGateway gateway = new HttpGateway(http, url, apiKey, requestTimeout);
    SteadyClock clock = new SteadyClock();
    Backoff backoff = new Backoff(Backoff.FIRST, LONGEST_BACKOFF, new Random());
    return new LakebusClient(
        url,
        settings(),
        clock,
        new BatchDelivery<>(gateway, backoff, new Throttle(), clock, Thread::sleep),
        httpClient.isPresent() ? () -> {} : http::shutdownNow);
  }

  ClientSettings settings() {
    return new ClientSettings(
        new ClientSettings.Batching(batchEvents, batchBytes, linger),
        new ClientSettings.Buffering(bufferBytes, whenFull),
        requestsInFlight,
        deadline,
        closeTimeout);
  }

  private static long positive(String setting, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + " is below 1");
    }
    return value;
  }

  private static Duration positive(String setting, Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException(setting + " is not positive");
    }
    return time;
  }
}
