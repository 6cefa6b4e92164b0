// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Vendors that post one event after another until the gateway is gone, and keep a journal. */
final class Load implements AutoCloseable {

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> vendors = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;

  Load(int port, int vendorCount) {
    uri = URI.create("http://127.0.0.1:" + port + "/v1/events/load");
    for (int i = 0; i < vendorCount; i++) {
      vendors.add(Thread.ofVirtual().start(this::run));
    }
  }

  /** The ids of the events that were answered with a 2xx. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** How often each status was answered. */
  Map<Integer, Integer> answers() {
    return answers;
  }

  private void run() {
    while (!stopped.get()) {
      String id = "load-" + next.incrementAndGet();
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Content-Type", "application/json")
              .header("x-api-key", TestBus.KEY)
              .header("Idempotency-Key", id)
              .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"" + id + "\"}"))
              .build();
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        answers.merge(status, 1, Integer::sum);
        if (status == 202) {
          acknowledged.add(id);
        }
      } catch (IOException e) {
        stopped.set(true); // the gateway is gone
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    stopped.set(true);
    for (Thread vendor : vendors) {
      try {
        vendor.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    client.close();
  }
}
