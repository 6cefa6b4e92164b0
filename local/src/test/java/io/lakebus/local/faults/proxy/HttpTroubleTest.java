// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client and a server of HTTP notice of a proxy's troubles. */
class HttpTroubleTest {

  private static final RequestKind COMMIT = RequestKind.http("POST", "/transactions/commit");
  private static final String COMMIT_PATH = "/v1/main/transactions/commit?a=b";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final TestTime time = TestTime.flying();
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
    proxy = proxy(time);
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
    http.close();
    threads.close();
  }

  private FaultProxy proxy(Time time) throws IOException {
    return new FaultProxy("http", 0, server.getAddress().getPort(), Protocol.HTTP, time);
  }

  /** Echoes, and notes what it has done. */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      done.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + text(body));
      exchange.sendResponseHeaders(201, body.length == 0 ? -1 : 0);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port()).resolve(path))
        .timeout(LIMIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  private List<String> done() {
    return new ArrayList<>(done);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aConnectionIsUsedAgainWithAndWithoutInvitationToGoOn(boolean isInvited) throws Exception {
    for (String body : List.of("one", "two", "three")) {
      HttpResponse<String> answer =
          send(request("/a").expectContinue(isInvited).POST(BodyPublishers.ofString(body)));

      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo(body);
    }
    HttpResponse<String> head = send(request("/b").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(201);
    assertThat(send(request("/c").GET()).statusCode()).isEqualTo(201);
    assertThat(done())
        .containsExactly("POST /a one", "POST /a two", "POST /a three", "HEAD /b ", "GET /c ");
  }

  @Test
  void aLostReplyBelongsToARequestThatWasDone() throws Exception {
    proxy.inflict(new Trouble.LoseReply(COMMIT, 1));

    assertThat(post("/v1/main/tables", "before").body()).isEqualTo("before");
    assertThatThrownBy(() -> post(COMMIT_PATH, "lost")).isInstanceOf(IOException.class);
    assertThat(post(COMMIT_PATH, "after").body()).isEqualTo("after");

    assertThat(done())
        .containsExactly(
            "POST /v1/main/tables before",
            "POST " + COMMIT_PATH + " lost",
            "POST " + COMMIT_PATH + " after");
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void aClientHasTheAnswerAfterWhichItsConnectionIsCut() throws Exception {
    proxy.inflict(new Trouble.CutAfter(COMMIT, 1));
    try (Socket client = TestServer.connect(proxy.port())) {
      client
          .getOutputStream()
          .write(
              ("POST " + COMMIT_PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1")
                  .getBytes(StandardCharsets.UTF_8));

      assertThat(text(client.getInputStream().readAllBytes()))
          .startsWith("HTTP/1.1 201")
          .endsWith("1\r\n0\r\n\r\n")
          .contains("\r\n\r\n1\r\n1\r\n");
    }
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRequestForwardedTwiceIsDoneTwiceAndAnsweredOnce(boolean isInvited) throws Exception {
    proxy.inflict(new Trouble.Duplicate(COMMIT, 1));

    HttpResponse<String> answer =
        send(request(COMMIT_PATH).expectContinue(isInvited).POST(BodyPublishers.ofString("x")));
    HttpResponse<String> next = post(COMMIT_PATH, "y");

    assertThat(answer.body()).isEqualTo("x");
    assertThat(next.body()).isEqualTo("y");
    assertThat(done())
        .containsExactly(
            "POST " + COMMIT_PATH + " x",
            "POST " + COMMIT_PATH + " x",
            "POST " + COMMIT_PATH + " y");
    assertThat(proxy.awaitHits(1, LIMIT)).isTrue();
  }

  @Test
  void aHeldRequestIsDoneAfterItsClientHasGone() throws Exception {
    proxy.close();
    TestTime standing = TestTime.standing();
    proxy = proxy(standing);
    proxy.inflict(new Trouble.Hold(COMMIT, 1, Duration.ofMinutes(1)));
    try (Socket client = TestServer.connect(proxy.port())) {
      client
          .getOutputStream()
          .write(
              ("POST " + COMMIT_PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nheld")
                  .getBytes(StandardCharsets.UTF_8));
      standing.awaitAsked();
    }
    assertThat(post(COMMIT_PATH, "overtakes").body()).isEqualTo("overtakes");
    proxy.heal();
    standing.release();

    assertThat(proxy.awaitHits(1, LIMIT)).isTrue();
    assertThat(done())
        .containsExactly("POST " + COMMIT_PATH + " overtakes", "POST " + COMMIT_PATH + " held");
    assertThat(standing.passed()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aDelayIsForEachRequestAndEachAnswer() throws Exception {
    proxy.inflict(new Trouble.Delay(Duration.ofSeconds(2), Duration.ofSeconds(3)));

    post("/a", "1");
    post("/a", "2");

    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
    assertThat(proxy.hits()).isEqualTo(4);
  }

  @Test
  void theChosenShareOfRequestsIsAnsweredByTheProxy() throws Exception {
    proxy.inflict(new Trouble.Answer(RequestKind.http("*", ""), 503, 0.5, 42));

    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      statuses.add(
          send(request("/a").expectContinue(i % 2 == 0).POST(BodyPublishers.ofString("x")))
              .statusCode());
    }

    assertThat(statuses).containsOnly(503, 201).hasSize(40);
    long refused = statuses.stream().filter(status -> status == 503).count();
    assertThat(refused).isBetween(10L, 30L);
    assertThat(proxy.hits()).isEqualTo((int) refused);
    assertThat(done).hasSize(40 - (int) refused);
  }

  @Test
  void aPretendedPutIsAnsweredWithItsEtagAndNotDone() throws Exception {
    proxy.inflict(new Trouble.PretendPut(RequestKind.http("PUT", ".parquet"), 1));

    HttpResponse<String> part = put("/lakebus/a.parquet?partNumber=1&uploadId=2", "part");
    HttpResponse<String> pretended = put("/lakebus/a.parquet?x-id=PutObject", "hello");
    HttpResponse<String> real = put("/lakebus/a.parquet", "hello");

    assertThat(part.statusCode()).isEqualTo(201);
    assertThat(pretended.statusCode()).isEqualTo(200);
    assertThat(pretended.headers().firstValue("ETag"))
        .contains("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(real.statusCode()).isEqualTo(201);
    assertThat(done())
        .containsExactly(
            "PUT /lakebus/a.parquet?partNumber=1&uploadId=2 part", "PUT /lakebus/a.parquet hello");
  }

  @Test
  void ofATruncatedPutHalfIsStoredAndTheWholeIsAcknowledged() throws Exception {
    proxy.inflict(
        new Trouble.TruncatePut(RequestKind.http("PUT", ".parquet"), 1, new S3Keys("a", "b")));

    HttpResponse<String> truncated = put("/lakebus/a.parquet", "hello");
    HttpResponse<String> whole = put("/lakebus/a.parquet", "hello");

    assertThat(truncated.statusCode()).isEqualTo(200);
    assertThat(truncated.headers().firstValue("ETag"))
        .contains("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(whole.statusCode()).isEqualTo(201);
    assertThat(done()).containsExactly("PUT /lakebus/a.parquet he", "PUT /lakebus/a.parquet hello");
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void aHealedProxyDoesNothingMore() throws Exception {
    proxy.inflict(new Trouble.LoseReply(COMMIT, 5));
    assertThatThrownBy(() -> post(COMMIT_PATH, "lost")).isInstanceOf(IOException.class);
    proxy.heal();

    assertThat(post(COMMIT_PATH, "kept").body()).isEqualTo("kept");
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void troubleOfAnotherProtocolIsRefused() {
    Trouble kafka = new Trouble.LoseReply(RequestKind.kafka(RequestKind.PRODUCE), 1);
    Trouble postgresql = new Trouble.Hold(RequestKind.postgresql("COMMIT"), 1, Duration.ZERO);

    assertThatThrownBy(() -> proxy.inflict(kafka)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> proxy.inflict(postgresql))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAnswerBeforeTheBodyEndsTheReadingOfRequestsButPassesOn() throws Exception {
    String head = "PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    String refusal = "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n";
    String next = "GET /transactions/commit HTTP/1.1\r\n\r\n";
    BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    try (TestServer refusing =
            new TestServer(
                connection -> {
                  arrived.add(text(connection.getInputStream().readNBytes(head.length())));
                  connection.getOutputStream().write(refusal.getBytes(StandardCharsets.UTF_8));
                  arrived.add(text(connection.getInputStream().readAllBytes()));
                });
        FaultProxy before = new FaultProxy("p", 0, refusing.port(), Protocol.HTTP);
        Socket client = TestServer.connect(before.port())) {
      client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      String answer = text(client.getInputStream().readNBytes(refusal.length()));
      client.getOutputStream().write(next.getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();

      assertThat(answer).isEqualTo(refusal);
      assertThat(client.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(arrived).containsExactly(head, next);
  }

  @Test
  void whatFollowsAnAcceptedUpgradeIsPassedOnAsItComes() throws Exception {
    String offer = "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n";
    String accepted = "HTTP/1.1 101 Switching\r\n\r\n";
    try (TestServer switching =
            new TestServer(
                connection -> {
                  connection.getInputStream().readNBytes(offer.length());
                  connection
                      .getOutputStream()
                      .write((accepted + "!").getBytes(StandardCharsets.UTF_8));
                  byte[] three = connection.getInputStream().readNBytes(3);
                  connection.getOutputStream().write(three);
                });
        FaultProxy before = new FaultProxy("p", 0, switching.port(), Protocol.HTTP);
        Socket client = TestServer.connect(before.port())) {
      client.getOutputStream().write((offer + "abc").getBytes(StandardCharsets.UTF_8));

      assertThat(text(client.getInputStream().readAllBytes())).isEqualTo(accepted + "!abc");
    }
  }
}
