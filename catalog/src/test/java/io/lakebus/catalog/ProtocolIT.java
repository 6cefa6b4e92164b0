// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as plain HTTP. */
class ProtocolIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ODD_BODIES =
      List.of(
          "{}",
          "[]",
          "5",
          "\"text\"",
          "{\"namespace\":5}",
          "{\"name\":5,\"schema\":5}",
          "{\"requirements\":5,\"updates\":5}",
          "{\"requirements\":[{\"type\":\"none\"}],\"updates\":[{\"action\":\"none\"}]}",
          "{\"removals\":[5],\"updates\":{\"a\":null}}",
          "{\"table-changes\":[5]}",
          "{\"source\":{\"namespace\":[],\"name\":\"\"},\"destination\":5}");

  @TempDir private static Path folder;

  private static RealPostgres postgres;
  private static CatalogServer server;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    postgres = new RealPostgres(folder);
    server = CatalogServer.start(Fixtures.config(postgres));
    http = HttpClient.newHttpClient();
    try (RESTCatalog client = Fixtures.client(server)) {
      client.createNamespace(Namespace.of("plain"));
      for (String name : List.of("c", "a", "b")) {
        client.createTable(TableIdentifier.of("plain", name), Fixtures.SCHEMA);
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    http.close();
    server.close();
    postgres.close();
  }

  @Test
  void nobodyIsServedWithoutTheToken() throws Exception {
    for (String header : List.of("Bearer wrong", "Bearer", "Basic " + Fixtures.TOKEN, "")) {
      HttpResponse<String> answer =
          http.send(
              request("/v1/namespaces").setHeader("Authorization", header).build(),
              BodyHandlers.ofString());
      assertThat(error(answer)).isEqualTo("401 NotAuthorizedException 401");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThat(get("/v1/namespaces").statusCode()).isEqualTo(200);
  }

  @Test
  void everyFailureHasTheBodyThatClientsRead() throws Exception {
    assertThat(error(get("/v1/nothing"))).isEqualTo("404 EndpointNotFound 404");
    assertThat(error(get("/v1/namespaces/none"))).isEqualTo("404 NoSuchNamespaceException 404");
    assertThat(error(get("/v1/namespaces/plain/tables/none")))
        .isEqualTo("404 NoSuchTableException 404");
    assertThat(error(get("/v1/namespaces/plain/views/none")))
        .isEqualTo("404 NoSuchViewException 404");
    assertThat(error(get("/v1/config?warehouse=none")))
        .isEqualTo("404 NoSuchWarehouseException 404");
    assertThat(error(post("/v1/namespaces", "{\"namespace\":")))
        .isEqualTo("400 BadRequestException 400");
    assertThat(error(post("/v1/namespaces", "null"))).isEqualTo("400 BadRequestException 400");
    assertThat(error(post("/v1/namespaces", "{\"namespace\":[\"with.dot\"]}")))
        .isEqualTo("400 BadRequestException 400");
    assertThat(error(post("/v1/namespaces", "{\"namespace\":[\"plain\"]}")))
        .isEqualTo("409 AlreadyExistsException 409");
    assertThat(error(get("/v1/namespaces/plain/tables?pageToken=&pageSize=none")))
        .isEqualTo("400 IllegalArgumentException 400");
    assertThat(error(post("/v1/namespaces", " ".repeat(17 << 20))))
        .isEqualTo("413 HttpResponseException 413");
    assertThat(error(post("/v1/transactions/commit", "{\"table-changes\":[]}")))
        .isEqualTo("400 IllegalArgumentException 400");
    assertThat(error(post("/v1/transactions/commit", twice("a"))))
        .isEqualTo("400 BadRequestException 400");
    assertThat(error(send(request("/v1/namespaces/plain").DELETE())))
        .isEqualTo("409 NamespaceNotEmptyException 409");
  }

  @Test
  void whatIsAnnouncedIsServed() throws Exception {
    JsonNode config = JSON.readTree(get("/v1/config?warehouse=lakebus").body());
    List<String> announced = new ArrayList<>();
    config.get("endpoints").forEach(endpoint -> announced.add(endpoint.asText()));
    assertThat(announced).hasSize(23).doesNotHaveDuplicates();
    for (String endpoint : announced) {
      String method = endpoint.substring(0, endpoint.indexOf(' '));
      String path =
          endpoint
              .substring(endpoint.indexOf(' ') + 1)
              .replace("{prefix}/", "")
              .replaceAll("\\{[a-z]+}", "none");
      for (String body : ODD_BODIES) {
        HttpResponse<String> answer =
            send(request(path).method(method, BodyPublishers.ofString(body)));
        assertThat(answer.body()).as(endpoint).doesNotContain("EndpointNotFound");
        assertThat(answer.statusCode())
            .as("%s %s: %s", endpoint, body, answer.body())
            .isNotEqualTo(405)
            .isLessThan(500);
      }
    }
    assertThat(config.at("/defaults/client.region").asText()).isEqualTo("us-east-1");
    assertThat(config.at("/overrides/token-refresh-enabled").asText()).isEqualTo("false");
    assertThat(config.toString()).doesNotContain(Fixtures.TOKEN).doesNotContain("secret");
  }

  @Test
  void aListIsReadInPages() throws Exception {
    List<String> names = new ArrayList<>();
    String token = "";
    while (token != null) {
      JsonNode page =
          JSON.readTree(get("/v1/namespaces/plain/tables?pageSize=2&pageToken=" + token).body());
      page.get("identifiers").forEach(table -> names.add(table.get("name").asText()));
      token = page.hasNonNull("next-page-token") ? page.get("next-page-token").asText() : null;
    }
    assertThat(names).containsExactly("a", "b", "c");
    assertThat(get("/v1/namespaces/plain/tables").body()).doesNotContain("\"next-page-token\":\"");
  }

  @Test
  void aTableThatIsStillTheSameIsNotSentAgain() throws Exception {
    String path = "/v1/namespaces/plain/tables/a";
    HttpResponse<String> first = get(path);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> same = send(request(path).header("If-None-Match", tag));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    HttpResponse<String> otherMode =
        send(request(path + "?snapshots=refs").header("If-None-Match", tag));
    assertThat(otherMode.statusCode()).isEqualTo(200);
    try (RESTCatalog client = Fixtures.client(server)) {
      Fixtures.append(client.loadTable(TableIdentifier.of("plain", "a")), "file");
    }
    assertThat(send(request(path).header("If-None-Match", tag)).statusCode()).isEqualTo(200);
  }

  @Test
  void theOperatorSeesHealthAndNumbersWithoutAToken() throws Exception {
    get("/v1/namespaces");
    for (String path : List.of("/healthz", "/readyz", "/metrics")) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      if (path.equals("/metrics")) {
        assertThat(answer.body())
            .contains(
                "lakebus_catalog_requests_seconds_count{method=\"GET\",route=\"/v1/namespaces\",status=\"200\"}")
            .contains("lakebus_catalog_commit_overtaken_total")
            .contains("hikaricp_connections_active");
      }
    }
  }

  private static String twice(String table) {
    String change =
        "{\"identifier\":{\"namespace\":[\"plain\"],\"name\":\"%s\"},\"requirements\":[],\"updates\":[]}"
            .formatted(table);
    return "{\"table-changes\":[" + change + "," + change + "]}";
  }

  private static String error(HttpResponse<String> answer) throws Exception {
    JsonNode error = JSON.readTree(answer.body()).get("error");
    assertThat(error.get("message").asText()).isNotEmpty();
    return "%d %s %d"
        .formatted(answer.statusCode(), error.get("type").asText(), error.get("code").asInt());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path))
        .header("Authorization", "Bearer " + Fixtures.TOKEN);
  }
}
