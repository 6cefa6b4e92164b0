// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far into the log a table is complete, as its current snapshot tells, asked of the catalog.
 */
final class TableProgress {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String OFFSETS = "lakebus.offsets";

  private final HttpRequest request;
  private final ObjectMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /**
   * Asks a catalog.
   *
   * @param catalog its URL
   * @param token what it lets in
   * @param namespace the table's namespace
   * @param table its name
   */
  TableProgress(URI catalog, String token, String namespace, String table) {
    this.request =
        HttpRequest.newBuilder(
                catalog.resolve(
                    "/v1/namespaces/" + namespace + "/tables/" + table + "?snapshots=refs"))
            .header("Authorization", "Bearer " + token)
            .timeout(LIMIT)
            .build();
  }

  /**
   * The offset of the next record that the table does not have, by partition; none before its first
   * commit.
   *
   * @throws IOException if the catalog does not answer
   */
  Map<Integer, Long> complete() throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == 404) {
      return Map.of();
    }
    if (response.statusCode() != 200) {
      throw new IOException("the catalog answered " + response.statusCode());
    }
    JsonNode metadata = json.readTree(response.body()).path("metadata");
    long current = metadata.path("current-snapshot-id").asLong(-1);
    for (JsonNode snapshot : metadata.path("snapshots")) {
      if (snapshot.path("snapshot-id").asLong() == current) {
        return offsets(snapshot.path("summary").path(OFFSETS).asText("{}"));
      }
    }
    return Map.of();
  }

  private Map<Integer, Long> offsets(String text) throws IOException {
    Map<Integer, Long> offsets = new TreeMap<>();
    json.readTree(text)
        .properties()
        .forEach(
            partition ->
                offsets.put(Integer.valueOf(partition.getKey()), partition.getValue().asLong()));
    return offsets;
  }
}
