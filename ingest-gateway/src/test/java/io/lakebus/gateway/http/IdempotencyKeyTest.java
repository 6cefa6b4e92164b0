// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class IdempotencyKeyTest {

  @Test
  void aKeyIsInQuotesOrPlain() throws RefusedException {
    assertThat(IdempotencyKey.parse(List.of())).isEmpty();
    assertThat(key("\"8e03978e-40d5-43dd-bc93-6894a57f9324\""))
        .isEqualTo("8e03978e-40d5-43dd-bc93-6894a57f9324");
    assertThat(key(" \"a, b; c=\\\\ \\\"d\\\" ~\" ")).isEqualTo("a, b; c=\\ \"d\" ~");
    assertThat(key(" order:1/2+3= ")).isEqualTo("order:1/2+3=");
  }

  @Test
  void aLongKeyIsReadAsFarAsHeadersGo() throws RefusedException {
    assertThat(key('"' + "a".repeat(16_000) + '"')).isEqualTo("a".repeat(16_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"\"",
        "\"",
        "\"a",
        "a\"",
        "\"a\"b\"",
        "\"a\\n\"",
        "\"a\\\"",
        "\"a\"; b=c",
        "\"a\", \"b\"",
        "a, b",
        "a b",
        "a;b",
        "a\\b",
        "\"é\"",
        "é",
        "\"a\tb\""
      })
  void anythingElseIsRefused(String header) {
    assertThat(refusal(List.of(header))).isEqualTo(ProblemCode.INVALID_IDEMPOTENCY_KEY);
  }

  @Test
  void twoKeysAreNone() {
    assertThat(refusal(List.of("a", "a"))).isEqualTo(ProblemCode.INVALID_IDEMPOTENCY_KEY);
  }

  private static String key(String header) throws RefusedException {
    return IdempotencyKey.parse(List.of(header)).orElseThrow();
  }

  private static ProblemCode refusal(List<String> headers) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> IdempotencyKey.parse(headers));
    assertThat(refused).isNotNull();
    return refused.problem().code();
  }
}
