// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lakebus.event.StrictJson;
import io.lakebus.local.Lakebus;
import io.lakebus.local.journal.JournalEntry;
import io.lakebus.local.journal.JournalReader;
import io.lakebus.local.journal.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The command against a server that answers like the gateway. */
final class SendCommandTest {

  private static final String CSV =
      "event_type,event_id,occurred_at,name,price,note\n"
          + "a.x,1,2026-01-02T03:04:05+01:00,\"Zoë, \"\"Z\"\"\",9.50,\n"
          + "a.y,2,2026-01-02T03:04:06Z,李婷,,007\n"
          + "a.x,3,,x,1,true\n";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;

  @TempDir private Path folder;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void eachRowIsOnePost() throws IOException {
    int exit = send(CSV, "--concurrency=1");
    assertThat(requests)
        .containsExactly(
            "POST /v1/events Bearer k application/json {\"detail-type\":\"a.x\","
                + "\"time\":\"2026-01-02T03:04:05+01:00\",\"id\":\"1\","
                + "\"detail\":{\"name\":\"Zoë, \\\"Z\\\"\",\"price\":9.50}}",
            "POST /v1/events Bearer k application/json {\"detail-type\":\"a.y\","
                + "\"time\":\"2026-01-02T03:04:06Z\",\"id\":\"2\","
                + "\"detail\":{\"name\":\"李婷\",\"note\":\"007\"}}",
            "POST /v1/events Bearer k application/json {\"detail-type\":\"a.x\",\"id\":\"3\","
                + "\"detail\":{\"name\":\"x\",\"price\":1,\"note\":true}}");
    assertThat(out.toString())
        .contains("3 events of ")
        .contains("  202                3  accepted");
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
  }

  @Test
  void aBatchIsAnArrayAndTheLastMayBeSmaller() throws IOException {
    assertThat(send(CSV, "--batch=2", "--concurrency=1")).isZero();
    assertThat(requests.stream().map(SendCommandTest::ids))
        .containsExactly(List.of("1", "2"), List.of("3"));
  }

  @Test
  void everyRepeatHasItsOwnIds() throws IOException {
    assertThat(send(CSV, "--repeat=2", "--batch=10")).isZero();
    assertThat(requests.stream().map(SendCommandTest::ids))
        .containsExactly(List.of("1", "2", "3", "1-2", "2-2", "3-2"));
  }

  @Test
  void aLimitEndsALoop() throws IOException {
    assertThat(send(CSV, "--loop", "--limit=7", "--batch=10")).isZero();
    assertThat(requests.stream().map(SendCommandTest::ids))
        .containsExactly(List.of("1", "2", "3", "1-2", "2-2", "3-2", "1-3"));
  }

  @Test
  void refusalsAreShownWithFileAndLineAndTheExitCodeIsOne() throws IOException {
    statuses.addAll(List.of(202, 422, 202));
    assertThat(send(CSV, "--concurrency=1")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("422 rejected a.y 2 " + file() + ":3: code-422 what is wrong\n");
    assertThat(out.toString())
        .contains("  202                2  accepted")
        .contains("  422                1  rejected");
  }

  @Test
  void temporaryRefusalsAreSentAgainWithTheSameId() throws IOException {
    statuses.addAll(List.of(503, 429, 202));
    assertThat(send(CSV, "--limit=1")).isZero();
    assertThat(requests).hasSize(3).containsOnly(requests.getFirst());
    assertThat(out.toString()).contains("2 sent again, after:");
  }

  @Test
  void verboseShowsEachEvent() throws IOException {
    statuses.addAll(List.of(202, 422, 202));
    assertThat(send(CSV, "--concurrency=1", "--verbose")).isEqualTo(1);
    assertThat(out.toString().lines().limit(3))
        .containsExactly(
            "202 accepted a.x 1 " + file() + ":2",
            "422 rejected a.y 2 " + file() + ":3: code-422 what is wrong",
            "202 accepted a.x 3 " + file() + ":4");
  }

  @Test
  void theJournalSaysWhatBecameOfEachEvent() throws IOException {
    statuses.addAll(List.of(202, 422, 202));
    Path journal = folder.resolve("journal.ndjson");
    send(CSV, "--concurrency=1", "--journal=" + journal);
    List<JournalEntry> entries = new ArrayList<>();
    JournalReader.forEach(journal, entries::add);
    assertThat(entries)
        .extracting(
            JournalEntry::sequence, JournalEntry::id, JournalEntry::outcome, JournalEntry::status)
        .containsExactly(
            tuple(1L, "1", Outcome.ACCEPTED, 202),
            tuple(2L, "2", Outcome.REJECTED, 422),
            tuple(3L, "3", Outcome.ACCEPTED, 202));
    assertThat(entries.getLast().detailSha256())
        .isEqualTo("67b0f6db66f49593f72fecfbe5215a755136492a3a7a42f685ac3fcedbf6bd53");
  }

  @Test
  void aRowThatCannotBeAnEventIsNamedAndTheOthersAreSent() throws IOException {
    assertThat(send("event_type,event_id\na,1\n,2\nb\nc,4\n", "--concurrency=1")).isEqualTo(1);
    assertThat(requests).hasSize(2);
    assertThat(err.toString())
        .contains(file() + ":3: no type: column 'event_type' is empty or not there")
        .contains(file() + ":4: the row has 1 cells, the header 2")
        .contains("2 records could not be sent");
  }

  @Test
  void whatComesBeforeABrokenPlaceIsSent() throws IOException {
    assertThat(send("event_type,event_id\na,1\na,2\na,\"3\n", "--batch=10")).isEqualTo(1);
    assertThat(requests.stream().map(SendCommandTest::ids)).containsExactly(List.of("1", "2"));
    assertThat(err.toString()).startsWith(file() + ":4: ");
  }

  @Test
  void aStackThatIsNotRunningIsSaidAtOnce() throws IOException {
    server.stop(0);
    assertThat(send(CSV)).isEqualTo(1);
    assertThat(err.toString()).contains("nothing answers at http://").contains("./lakebus up");
  }

  @Test
  void wrongUsageIsTwo() throws IOException {
    assertThat(send(CSV, "--batch=0")).isEqualTo(2);
    assertThat(send(CSV, "--rate=0")).isEqualTo(2);
    assertThat(send(CSV, "--duration=soon")).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(run("send", folder.resolve("none.csv").toString(), "--key=k")).isEqualTo(1);
    assertThat(err.toString()).contains("none.csv is not there");
  }

  private int send(String csv, String... options) throws IOException {
    Files.writeString(file(), csv);
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return run(
        Stream.concat(
                Stream.of("send", file().toString(), "--key=k", "--url=" + url),
                Arrays.stream(options))
            .toArray(String[]::new));
  }

  private int run(String... arguments) {
    CommandLine commandLine =
        Lakebus.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private Path file() {
    return folder.resolve("events.csv");
  }

  private static List<String> ids(String request) {
    try {
      JsonNode body = StrictJson.mapper().readTree(request.substring(request.indexOf("json ") + 5));
      List<String> ids = new ArrayList<>();
      (body.isArray() ? body : List.of(body)).forEach(event -> ids.add(event.get("id").asText()));
      return ids;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Answers the scripted statuses, then 202. */
  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    String request =
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            body);
    requests.add(request);
    int status = statuses.isEmpty() ? 202 : statuses.removeFirst();
    String reply =
        status == 202
            ? "{\"events\":["
                + String.join(
                    ",", Collections.nCopies(ids(request).size(), "{\"status\":\"accepted\"}"))
                + "]}"
            : "{\"code\":\"code-" + status + "\",\"title\":\"t\",\"detail\":\"what is wrong\"}";
    byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
