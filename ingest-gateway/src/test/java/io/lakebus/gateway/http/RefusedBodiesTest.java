// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies that are refused whole: nothing of them is in the log, and the gateway lives. */
class RefusedBodiesTest {

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

  @AfterEach
  void nothingIsInTheLogAndTheGatewayLives() {
    assertThat(LOG.records()).isEmpty();
    assertThat(gateway.to("/healthz").get().body()).isEqualTo("{\"live\":true}");
  }

  @Test
  void malformedJsonIsRefusedWithItsPlace() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post(
                "[{\"detail-type\":\"t\",\"detail\":{}},\n {\"detail-type\":\"t\",\"detail\":{\"é\":tru}}]");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            problem(
                "malformed-json",
                "The body is not JSON",
                "Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token"
                    + " 'null', 'true' or 'false')",
                place("2", "36")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"b":{"x":1,"x":2}} | duplicate-key | A name is twice in one object | Duplicate field 'x' | 1 | 22
          {"a":1}} | malformed-json | The body is not JSON | Unexpected close marker '}': no open Object to close | 1 | 8
          {"a":1} {"b":2} | malformed-json | The body is not JSON | something follows the end of the JSON value | 1 | 9
          {"a": | malformed-json | The body is not JSON | Unexpected end-of-input within/between Object entries | 1 | 6
          {"a":{"b":1 | malformed-json | The body is not JSON | Unexpected end-of-input: expected close marker for Object | 1 | 12
          {"a":NaN} | malformed-json | The body is not JSON | Non-standard token 'NaN' | 1 | 9
          {"a":01} | malformed-json | The body is not JSON | Invalid numeric value: Leading zeroes not allowed | 1 | 7
          {"a":"\\ud800"} | unpaired-surrogate | An escape is half of a surrogate pair | an escape names half of a surrogate pair, which no text can hold | 1 | 7
          {"a":1e99999} | too-long | A number, string or name is too long | a number's exponent is beyond 9999 | 1 | 6
          [] | empty-body | The body is empty | the array in the body has no event | |
          `   ` | empty-body | The body is empty | the body has no event | |
          17 | not-an-event | The body holds something that is not an event | the body is neither a JSON object nor an array | 1 | 1
          "text" | not-an-event | The body holds something that is not an event | the body is neither a JSON object nor an array | 1 | 1
          null | not-an-event | The body holds something that is not an event | the body is neither a JSON object nor an array | 1 | 1
          """)
  void aDetailThatIsNotAcceptedIsRefusedWithItsPlace(
      String body, String code, String title, String detail, String line, String column) {
    Answer answer = gateway.to("/v1/events/t").post(body);

    assertThat(answer.body()).isEqualTo(problem(code, title, detail, place(line, column)));
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void anEmptyBodyIsRefused() {
    Answer answer = gateway.to("/v1/events").post("");

    assertThat(answer.body())
        .isEqualTo(problem("empty-body", "The body is empty", "the body has no event", ""));
  }

  @Test
  void sixtyFourLevelsAreAcceptedAndSixtyFiveRefused() {
    String deepest = "{\"a\":".repeat(63) + "{}" + "}".repeat(63);
    TestGateway other = TestGateway.start(new InMemoryEventLog());
    try (other) {
      assertThat(other.to("/v1/events/t").post(deepest).status()).isEqualTo(202);
      assertThat(other.to("/v1/events").post("[" + event(deepest) + "]").status()).isEqualTo(202);
    }

    Answer path = gateway.to("/v1/events/t").post("{\"a\":" + deepest + "}");
    Answer batch =
        gateway
            .to("/v1/events")
            .post("[" + event("{}") + "," + event("{\"a\":" + deepest + "}") + "]");

    assertThat(path.body())
        .isEqualTo(
            problem(
                "too-deep",
                "The JSON nests too deep",
                "objects and arrays are nested deeper than 64 levels",
                place("1", "321")));
    assertThat(batch.body()).contains("\"code\":\"too-deep\"");
    assertThat(batch.status()).isEqualTo(400);
  }

  @Test
  void aNumberOfAHundredDigitsIsAcceptedAndOneMoreRefused() {
    TestGateway other = TestGateway.start(new InMemoryEventLog());
    try (other) {
      assertThat(other.to("/v1/events/t").post("{\"a\":" + "7".repeat(100) + "}").status())
          .isEqualTo(202);
    }

    Answer answer = gateway.to("/v1/events/t").post("{\"a\":" + "7".repeat(101) + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            problem(
                "too-long",
                "A number, string or name is too long",
                "Number value length (101) exceeds the maximum allowed (100)",
                place("1", "107")));
  }

  @ParameterizedTest
  @CsvSource({
    "invalid UTF-8, 7b2261223a22ff227d, invalid-utf-8",
    "overlong, 7b2261223a22c0af227d, invalid-utf-8",
    "encoded surrogate, 7b2261223a22eda080227d, invalid-utf-8",
    "BOM, efbbbf7b7d, malformed-json",
    "UTF-16 with BOM, fffe7b007d00, invalid-utf-8",
    "UTF-16, 7b007d00, malformed-json",
    "UTF-32, 7b0000007d000000, malformed-json",
    "NUL, 7b2261223a0030007d, malformed-json",
    "control character in a string, 7b2261223a220a227d, malformed-json"
  })
  void bytesThatAreNotJsonInUtf8AreRefused(String name, String hexadecimal, String code) {
    Answer answer = gateway.to("/v1/events/t").post(HexFormat.of().parseHex(hexadecimal));

    assertThat(answer.status()).as(name).isEqualTo(400);
    assertThat(answer.body()).as(name).contains("\"code\":\"" + code + "\"").contains("\"line\":1");
  }

  @Test
  void oneBadLineRefusesAllOfThem() {
    Answer answer =
        gateway
            .to("/v1/events")
            .with("Content-Type", "application/x-ndjson")
            .post(event("{}") + "\n\n" + event("{\"é\":1,}") + "\n" + event("{}"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            problem(
                "malformed-json",
                "The body is not JSON",
                "Unexpected character ('}' (code 125)): was expecting double-quote to start field"
                    + " name",
                place("3", "37")));
  }

  @ParameterizedTest
  @CsvSource({"17", "[]", "'{} {}'"})
  void aLineThatIsNotAnEventRefusesAllOfThem(String line) {
    Answer answer =
        gateway
            .to("/v1/events")
            .with("Content-Type", "application/x-ndjson")
            .post(event("{}") + "\n" + (line.equals("{} {}") ? event("{}") + " {}" : line));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"line\":2");
  }

  @Test
  void aDuplicateFieldOfTheEventItselfIsRefused() {
    Answer answer =
        gateway
            .to("/v1/events")
            .post("{\"detail-type\":\"a\",\"detail\":{},\"detail-type\":\"b\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Duplicate field 'detail-type'");
  }

  @Test
  void badBytesAnywhereRefuseABatchBeforeAnythingIsSent() throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(("[" + event("{}") + "," + event("{}") + "]").getBytes(StandardCharsets.UTF_8));
    body.write(0xff);

    assertThat(gateway.to("/v1/events").post(body.toByteArray()).body())
        .contains("\"code\":\"invalid-utf-8\"");
  }

  private static String event(String detail) {
    return "{\"detail-type\":\"t\",\"detail\":" + detail + "}";
  }

  private static String place(String line, String column) {
    return line == null ? "" : ",\"line\":" + line + ",\"column\":" + column;
  }

  private static String problem(String code, String title, String detail, String place) {
    return "{\"type\":\"urn:lakebus:problem:"
        + code
        + "\",\"title\":\""
        + title
        + "\",\"status\":400,\"code\":\""
        + code
        + "\",\"detail\":\""
        + detail
        + "\""
        + place
        + ",\"instance\":\"urn:uuid:<uuid>\"}";
  }
}
