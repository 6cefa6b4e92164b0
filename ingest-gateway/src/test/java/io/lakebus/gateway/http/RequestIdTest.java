// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdTest {

  private static final String NEW = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final Pattern HEADER = Pattern.compile("X-Request-Id: (" + NEW + ")\r\n");

  @AutoClose private static final TestGateway gateway = TestGateway.start(new InMemoryEventLog());

  @ParameterizedTest
  @ValueSource(strings = {"a", "Az09._-", "0190aaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee", "128"})
  void theCallersIdIsTheRequests(String given) {
    String id = given.equals("128") ? "x".repeat(128) : given;

    for (Answer answer :
        List.of(
            gateway.to("/v1/events/t").with("X-Request-Id", id).post("{}"),
            gateway.to("/v1/events/t").with("X-Request-Id", id).post("nonsense"),
            gateway.to("/nowhere").with("X-Request-Id", id).get(),
            gateway.to("/healthz").with("X-Request-Id", id).get(),
            gateway.toAdmin("/metrics").with("X-Request-Id", id).get())) {
      assertThat(answer.headers()).containsEntry("x-request-id", id);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a\tb", "é", "a,b", "\"a\"", "129"})
  void anIdThatIsNoneIsReplaced(String given) {
    String id = given.equals("129") ? "x".repeat(129) : given;

    assertThat(gateway.to("/v1/events/t").with("X-Request-Id", id).post("{}").headers())
        .containsEntry("x-request-id", "<uuid>");
  }

  @Test
  void eachRequestHasAnIdOfItsOwn() throws IOException {
    String request = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
    Matcher ids = HEADER.matcher(exchange(request + "\r\n" + request));

    assertThat(ids.results().map(id -> id.group(1))).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aProblemNamesTheRequestAsAUri() {
    assertThat(instance("caller.1")).isEqualTo("urn:lakebus:request:caller.1");
    assertThat(instance("0190AAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee"))
        .isEqualTo("urn:uuid:0190AAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee");
    assertThat(instance("0190AAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee-"))
        .isEqualTo("urn:lakebus:request:0190AAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee-");
  }

  private static String instance(String id) {
    String body = gateway.to("/v1/events/t").with("X-Request-Id", id).post("nonsense").body();
    return body.replaceAll(".*\"instance\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void aCallOfAnSdkHasItInBothHeaders() {
    Answer answer =
        TestSigner.events("PutEvents").unsigned("X-Request-Id", "sdk-1").post(gateway, "{}");

    assertThat(answer.headers())
        .containsEntry("x-request-id", "sdk-1")
        .containsEntry("x-amzn-requestid", "sdk-1");
  }

  @Test
  void twoIdsAreNone() throws IOException {
    String answer =
        exchange("GET /healthz HTTP/1.1\r\nX-Request-Id: a\r\nX-Request-Id: b\r\nHost: x\r\n");

    assertThat(answer).containsPattern(HEADER);
  }

  @Test
  void aRequestThatTheServerItselfRefusesHasOneToo() throws IOException {
    for (String request :
        List.of(
            "nonsense\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "x".repeat(20_000) + "\r\n")) {
      Matcher answer =
          Pattern.compile(
                  "X-Request-Id: (" + NEW + ")\r\n.*\"instance\":\"urn:uuid:(.*)\"", Pattern.DOTALL)
              .matcher(exchange(request));

      assertThat(answer.find()).isTrue();
      assertThat(answer.group(1)).isEqualTo(answer.group(2));
    }
  }

  private static String exchange(String head) throws IOException {
    String request = head + "Connection: close\r\nx-api-key: " + TestBus.KEY + "\r\n\r\n";
    return gateway.exchange(request, Duration.ofSeconds(10));
  }
}
