// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Requests that two readers of HTTP could see the end of at different places, and others that are
 * not what they should be. Each is followed by a request that is in order, which must not be
 * handled: where a request ends nobody knows any more.
 */
class TricksTest {

  private static final String LINE = "POST /v1/events/t HTTP/1.1\r\n";
  private static final String FIELDS =
      "Host: x\r\nContent-Type: application/json\r\nAuthorization: Bearer " + TestBus.KEY + "\r\n";
  private static final String POST = LINE + FIELDS;
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String NEXT = POST + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";

  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

  private static final InMemoryEventLog LOG = new InMemoryEventLog();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start(LOG);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"lengths", "codings", "chunks", "fields", "lines"})
  void aTrickIsRefusedAndNothingAfterItIsHandled(String name, String request) {
    int before = LOG.records().size();

    String answer = exchange(request + NEXT);

    List<String> statuses = statuses(answer);
    assertThat(statuses).as(answer).hasSizeLessThanOrEqualTo(1);
    assertThat(statuses).as(answer).allMatch(status -> status.startsWith("4"));
    assertThat(answer).doesNotContain("Jetty", "jetty", "Exception", "\tat ");
    assertThat(LOG.records()).hasSize(before);
  }

  static Stream<Arguments> lengths() {
    return Stream.of(
            "2\r\nContent-Length: 3",
            "2, 3",
            "2\r\nTransfer-Encoding: chunked",
            "+2",
            "-2",
            "0x2",
            "2 2",
            "2;a",
            "",
            "two",
            "99999999999999999999",
            "18446744073709551618")
        .map(
            length ->
                arguments("length " + length, POST + "Content-Length: " + length + "\r\n\r\n{}"));
  }

  static Stream<Arguments> codings() {
    return Stream.of(
            "Transfer-Encoding: chunked\r\nContent-Length: 2",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding\t: chunked",
            " Transfer-Encoding: chunked",
            "X: y\r\n Transfer-Encoding: chunked")
        .map(field -> arguments(field, POST + field + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n"));
  }

  static Stream<Arguments> chunks() {
    return Stream.of(
            "zz\r\n{}",
            "-2\r\n{}",
            "+2\r\n{}",
            "0x2\r\n{}",
            "2 2\r\n{}",
            "\r\n{}",
            "FFFFFFFFFFFFFFFF2\r\n{}",
            "100000002\r\n{}",
            "80000000\r\n{}",
            "1\r\n{}",
            "3\r\n{}\r\n",
            "2\n{}",
            "2\r{}",
            "2;a=\"\r\nb\"\r\n{}",
            "2;\n{}",
            "2;" + "a".repeat(200_000) + "\r\n{}")
        .map(
            chunk ->
                arguments(
                    "chunk " + chunk.substring(0, Math.min(20, chunk.length())),
                    CHUNKED + chunk + "\r\n0\r\n\r\n"));
  }

  static Stream<Arguments> fields() {
    return Stream.of(
            "X-A: b\r\n c",
            "X-A: b\r\n\tc",
            "X-A: b\u0000c",
            "X-A\u0000: b",
            "X-A: b\rX-B: c",
            "X A: b",
            "X-A",
            ": b",
            "X-\u00e9: b",
            "Host: y",
            "X-A: " + "x".repeat(20_000),
            "X-A: b\r\n".repeat(3_000) + "X-B: c",
            "Expect: 200-ok")
        .map(
            field ->
                arguments(
                    "field " + field.substring(0, Math.min(20, field.length())),
                    POST + field + "\r\nContent-Length: 2\r\n\r\n{}"));
  }

  static Stream<Arguments> lines() {
    String rest = FIELDS + "Content-Length: 2\r\n\r\n{}";
    return Stream.of(
        arguments("no host", LINE + rest.replace("Host: x\r\n", "")),
        arguments("a host with a space", LINE + rest.replace("Host: x", "Host: x y")),
        arguments("a host with a user", LINE + rest.replace("Host: x", "Host: u@x")),
        arguments(
            "a long path", line("POST /v1/events/" + "t".repeat(20_000) + " HTTP/1.1") + rest),
        arguments("a NUL in the path", line("POST /v1/events/\u0000 HTTP/1.1") + rest),
        arguments("a space in the path", line("POST /v1/events/t t HTTP/1.1") + rest),
        arguments("a path out of the root", line("POST /../v1/events/t HTTP/1.1") + rest),
        arguments("a bad escape", line("POST /v1/events/%zz HTTP/1.1") + rest),
        arguments("HTTP of another version", line("POST /v1/events/t HTTP/9.9") + rest),
        arguments("HTTP/0.9", "POST /v1/events/t\r\n" + rest),
        arguments("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        arguments("a method of its own", line("POST\u0001 /v1/events/t HTTP/1.1") + rest));
  }

  /** It is clear where these end, so what comes after them is handled. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST http://y/v1/events/t HTTP/1.1",
        "POST http://u@x/v1/events/t HTTP/1.1",
        "CONNECT x:80 HTTP/1.1",
        "POST /v1/events/t HTTP/1.1\r\nTransfer-Encoding: identity, chunked",
        "POST /v1/events/t HTTP/1.1\r\nTransfer-Encoding: gzip, chunked"
      })
  void aRequestThatIsNotInOrderIsRefusedByItself(String head) {
    int before = LOG.records().size();
    boolean chunked = head.endsWith("chunked");
    String rest = chunked ? "\r\n2\r\n{}\r\n0\r\n\r\n" : "Content-Length: 2\r\n\r\n{}";

    String answer = exchange(line(head) + FIELDS + rest + NEXT);

    assertThat(statuses(answer)).first().asString().startsWith("4");
    assertThat(statuses(answer).stream().skip(1)).allMatch("202"::equals);
    assertThat(LOG.records()).hasSize(before + statuses(answer).size() - 1);
  }

  private static String line(String text) {
    return text + "\r\n";
  }

  @Test
  void linesThatEndInALineFeedOnlyAreOneRequestOrNone() {
    int before = LOG.records().size();

    String answer =
        exchange((POST + "Content-Length: 2\r\n\r\n").replace("\r\n", "\n") + "{}" + NEXT);

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(LOG.records()).hasSize(before);
  }

  @Test
  void trailersThatDoNotEndAreRefused() {
    String answer = exchange(CHUNKED + "2\r\n{}\r\n0\r\n" + "X-A: b\r\n".repeat(5_000) + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4");
  }

  @Test
  void theSameLengthTwiceIsOneRequest() {
    int before = LOG.records().size();

    exchange(POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + NEXT);

    assertThat(LOG.records().size() - before).isIn(0, 2);
  }

  private static List<String> statuses(String answers) {
    return ANSWER.matcher(answers).results().map((MatchResult match) -> match.group(1)).toList();
  }

  /** Whatever comes until the connection ends; a reset may overtake an answer. */
  private static String exchange(String request) {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        answer.append((char) next);
        next = socket.getInputStream().read();
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no end: " + answer, e);
    } catch (IOException e) {
      return answer.toString();
    }
    return answer.toString();
  }
}
