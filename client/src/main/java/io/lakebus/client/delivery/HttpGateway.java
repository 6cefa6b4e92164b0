// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The gateway over HTTP. Thread-safe. */
public final class HttpGateway implements Gateway {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

  /** How much later than its head the rest of an answer may come. */
  private static final Duration GRACE = Duration.ofMillis(200);

  private final HttpClient client;
  private final URI url;
  private final HttpRequest.Builder request;
  private final Duration timeout;
  private final Clock clock;

  /**
   * @param url the gateway's own URL, {@code http://localhost:8080}
   * @param key the vendor's API key
   * @param timeout how long one answer is waited for
   * @throws IllegalArgumentException if the URL or the key cannot be one
   */
  public HttpGateway(HttpClient client, URI url, String key, Duration timeout) {
    check(url);
    checkKey(key);
    this.client = client;
    this.url = url;
    this.timeout = timeout;
    this.clock = Clock.systemUTC();
    this.request =
        HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + "/v1/events"))
            .timeout(timeout)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json");
  }

  /** An HTTP client as the gateway is best reached by. */
  public static HttpClient newHttpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  @Override
  public Reply post(byte[] events) throws IOException, InterruptedException {
    HttpRequest post = request.copy().POST(HttpRequest.BodyPublishers.ofByteArray(events)).build();
    HttpResponse<byte[]> response =
        await(client.sendAsync(post, HttpResponse.BodyHandlers.ofByteArray()));
    HttpHeaders headers = response.headers();
    return new Reply(
        response.statusCode(),
        headers
            .firstValue("Retry-After")
            .flatMap(value -> RetryAfter.parse(value, clock.instant())),
        quotaReset(headers),
        response.body());
  }

  /**
   * Asks whether anything answers.
   *
   * @throws IOException if nothing does
   */
  public void reach() throws IOException, InterruptedException {
    HttpRequest probe =
        HttpRequest.newBuilder(url.resolve("/healthz")).timeout(PROBE_TIMEOUT).build();
    client.send(probe, HttpResponse.BodyHandlers.discarding());
  }

  /**
   * The client's own time-out comes first where there is no answer at all, and knows whether there
   * was a connection; but it ends with the head of an answer, and the body is to be in time, too.
   */
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response)
      throws IOException, InterruptedException {
    try {
      return response.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      response.cancel(true); // does nothing where there is an answer
    }
  }

  private IOException failure(Throwable cause) {
    return switch (cause) {
      case ConnectException e -> new NotReachedException("nothing answers at " + url, e);
      case HttpConnectTimeoutException e -> new NotReachedException("nothing answers at " + url, e);
      case IOException e -> e;
      default -> new IOException("the request failed: " + cause, cause);
    };
  }

  private static Optional<Duration> quotaReset(HttpHeaders headers) {
    String rateLimit = String.join(", ", headers.allValues("RateLimit"));
    String policy = String.join(", ", headers.allValues("RateLimit-Policy"));
    return RateLimitFields.reset(rateLimit, policy);
  }

  private static void check(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    if (!(http || https) || url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException("the gateway's URL is http:// or https:// and a host");
    }
  }

  /** What the key is does not go into any message. */
  private static void checkKey(String key) {
    if (key.isEmpty() || !key.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
      throw new IllegalArgumentException("the API key is empty or has a character that no key has");
    }
  }
}
