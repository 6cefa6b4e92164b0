// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.fasterxml.jackson.databind.node.TextNode;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TestEventPatternTest {

  private static final String EVENT =
      """
      {"version": "0", "id": "1", "detail-type": "match.score", "source": "statsfeed",
       "account": "123456789012", "time": "2026-11-23T08:00:00Z", "region": "eu-north-1",
       "resources": [], "detail": {"score": 2.50, "team": "Örebro"}}
      """;

  @AutoClose private static final TestGateway gateway = TestGateway.start(new InMemoryEventLog());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {"source": ["statsfeed"]}                             | true
          {"source": ["statsfeed"], "detail-type": ["other"]}   | false
          {"detail": {"score": [{"numeric": [">", 2]}]}}        | true
          {"detail": {"score": [2.5]}}                          | true
          {"detail": {"team": [{"prefix": "Ö"}]}}               | true
          {"detail": {"missing": [{"exists": true}]}}           | false
          """)
  void aPatternMatchesAsItWouldInARule(String pattern, boolean result) {
    Answer answer = test(pattern, EVENT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"Result\":" + result + "}");
  }

  @Test
  void aPatternThatIsNoneIsRefused() {
    assertRefused(
        test("{\"source\": []}", EVENT),
        "InvalidEventPatternException",
        "Event pattern is not valid. Reason: Empty arrays are not allowed (line 1, column 14)");
    assertRefused(
        test("[]", EVENT),
        "InvalidEventPatternException",
        "Event pattern is not valid. Reason: a pattern is an object (line 1, column 1)");
  }

  @Test
  void aPatternHasAtMost4096Characters() {
    String head = "{\"source\": [\"";
    String tail = "\"]}";
    String longest = head + "x".repeat(4_096 - head.length() - tail.length()) + tail;

    assertThat(test(longest, EVENT).body()).isEqualTo("{\"Result\":false}");
    assertRefused(
        test(longest + " ", EVENT),
        "ValidationException",
        "EventPattern is longer than 4096 characters");
  }

  @Test
  void aPatternThatWouldKeepTheGatewayBusyIsRefused() {
    String kinds =
        IntStream.range(0, 20)
            .mapToObj(i -> "\"f" + i + "\":[\"x\",1]")
            .collect(Collectors.joining(",", "{", "}"));
    String wildcard = "{\"source\":[{\"wildcard\":\"" + "*a".repeat(500) + "\"}]}";

    assertRefused(
        test(kinds, EVENT),
        "InvalidEventPatternException",
        "Event pattern is not valid. Reason: conditions of different kinds on one field multiply to"
            + " more than 32 ways to match (line 1, column 1)");
    assertRefused(
        test(wildcard, EVENT),
        "InvalidEventPatternException",
        "Event pattern is not valid. Reason: the wildcards on one field cost more than 100");
  }

  @Test
  void anEventHasWhatEventBridgeAsksFor() {
    assertRefused(
        test("{\"source\": [\"a\"]}", "{\"id\": \"1\", \"source\": \"a\", \"time\": \"t\"}"),
        "ValidationException",
        "Event has no account, region, resources, detail-type");
    assertRefused(
        test("{\"source\": [\"a\"]}", "[]"),
        "ValidationException",
        "Event is not a JSON object: the detail is not an object but an array (line 1, column 1)");
  }

  @Test
  void aCallHasBoth() {
    assertRefused(
        post("{\"Event\": \"{}\"}"),
        "ValidationException",
        "EventPattern is not there, or is not a string");
    assertRefused(
        post("{\"Event\": {}, \"EventPattern\": \"{\\\"a\\\": [1]}\"}"),
        "ValidationException",
        "Event is not there, or is not a string");
    assertRefused(
        post("nonsense"),
        "SerializationException",
        "the body is not a JSON object: Unrecognized token 'nonsense': was expecting (JSON String, Number,"
            + " Array, Object or token 'null', 'true' or 'false') (line 1, column 1)");
  }

  @Test
  void anEventThatWouldKeepTheMatcherBusyIsRefused() {
    String array = "[" + "1,".repeat(1_999) + "1]";
    String event = EVENT.replace("\"score\": 2.50", "\"a\": " + array + ", \"b\": " + array);

    assertRefused(
        test("{\"detail\": {\"a\": [1], \"b\": [2]}}", event),
        "ValidationException",
        "the event's arrays would keep the matcher busy");
  }

  private static void assertRefused(Answer answer, String type, String message) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry("x-amzn-errortype", type);
    assertThat(answer.body())
        .isEqualTo("{\"__type\":\"" + type + "\",\"message\":" + TextNode.valueOf(message) + "}");
  }

  private static Answer test(String pattern, String event) {
    return post(
        "{\"EventPattern\": "
            + TextNode.valueOf(pattern)
            + ", \"Event\": "
            + TextNode.valueOf(event)
            + "}");
  }

  private static Answer post(String body) {
    return TestSigner.events("TestEventPattern").post(gateway, body);
  }
}
