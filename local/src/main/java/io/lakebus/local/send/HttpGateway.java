// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The gateway over HTTP. Thread-safe. */
final class HttpGateway implements Gateway {

  private final HttpClient client;
  private final HttpRequest.Builder request;
  private final URI url;
  private final Clock clock;

  /**
   * @param url the gateway's own URL, {@code http://localhost:8080}
   * @param key the vendor's API key
   * @param timeout how long one answer is waited for
   */
  HttpGateway(HttpClient client, URI url, String key, Duration timeout) {
    this.client = client;
    this.url = url;
    this.clock = Clock.systemUTC();
    this.request =
        HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + "/v1/events"))
            .timeout(timeout)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json");
  }

  @Override
  public Reply post(byte[] events) throws IOException, InterruptedException {
    try {
      HttpResponse<byte[]> response =
          client.send(
              request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(events)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Retry-After").flatMap(this::retryAfter),
          response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new NotReachedException("nothing answers at " + url, e);
    }
  }

  /**
   * Asks whether anything answers.
   *
   * @throws IOException if nothing does
   */
  void reach() throws IOException, InterruptedException {
    HttpRequest probe =
        HttpRequest.newBuilder(url.resolve("/healthz")).timeout(Duration.ofSeconds(10)).build();
    client.send(probe, HttpResponse.BodyHandlers.discarding());
  }

  /** Seconds, or the HTTP date until which to wait; anything else is as if it were not there. */
  private Optional<Duration> retryAfter(String value) {
    try {
      if (value.strip().matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
      }
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
