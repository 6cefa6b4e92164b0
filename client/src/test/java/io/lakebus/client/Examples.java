// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What docs/java-client.md shows, compiled. */
final class Examples {

  private Examples() {}

  static void send() throws IOException {
    URI url = URI.create("http://localhost:8080");
    String key = Files.readString(Path.of(".lakebus/demo.key")).strip();
    try (LakebusClient client = LakebusClient.builder(url, key).build()) {
      String detail = "{\"match_id\": \"m1\", \"home_score\": 2, \"away_score\": 1}";
      OutgoingEvent goal = OutgoingEvent.builder("match.score", detail).time(Instant.now()).build();
      client
          .send(goal)
          .thenAccept(receipt -> System.out.println("accepted: " + receipt.id()))
          .join();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  static void decide(
      LakebusClient client,
      OutgoingEvent event,
      Map<String, OutgoingEvent> outbox,
      List<String> report) {
    client
        .send(event)
        .whenComplete(
            (receipt, failure) -> {
              switch (failure) {
                case null -> outbox.remove(event.id());
                case RefusedException refused -> report.add(refused.problem().toString());
                default -> outbox.put(event.id(), event); // to be sent again as it is
              }
            });
  }
}
