// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RubbishTest {

  private final Rubbish rubbish =
      new Rubbish(new BadPlan.Target(8080, "lbk_limited_1", "lbk_free_2", "thehook"));

  private String text(int number) {
    ByteBuffer request = rubbish.request(number);
    byte[] bytes = new byte[request.remaining()];
    request.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private static long announced(String request) {
    return request
        .lines()
        .filter(line -> line.startsWith("Content-Length: "))
        .mapToLong(line -> Long.parseLong(line.substring(16)))
        .sum();
  }

  @Test
  void eachKindComesInTurnAndAgainAsOftenAsItIsAskedFor() {
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < rubbish.kinds(); i++) {
      kinds.add(text(i));
    }

    assertThat(kinds).hasSize(6).doesNotHaveDuplicates();
    assertThat(text(rubbish.kinds())).isEqualTo(kinds.getFirst());
  }

  @Test
  void allButTheOversizedBodyHaveTheLengthThatTheyAnnounce() {
    for (int i = 0; i < 5; i++) {
      assertThat(body(text(i)).length())
          .as(Integer.toString(i))
          .isEqualTo((int) announced(text(i)));
    }
    assertThat(announced(text(5))).isEqualTo(6 << 20);
    assertThat(body(text(5))).hasSize(16 << 10);
  }

  @Test
  void brokenAndDeepJsonComeWithAGoodKey() {
    assertThat(text(0)).contains("\r\nAuthorization: Bearer lbk_free_2\r\n");
    assertThat(body(text(0))).hasSize(100 << 10).startsWith("{\"detail-type\":").endsWith("x\"");
    assertThat(text(1)).contains("\r\nAuthorization: Bearer lbk_free_2\r\n");
    assertThat(body(text(1))).contains("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_001));
  }

  @Test
  void wrongCredentialsComeWithAGoodEvent() {
    assertThat(text(2)).startsWith("POST /v1/events ").contains("Bearer lbk_nobody_");
    assertThat(text(3))
        .startsWith("POST /v1/hooks/thehook ")
        .contains("\r\nx-hub-signature-256: sha256=0000")
        .doesNotContain("Authorization");
    assertThat(body(text(2))).hasSize(1024).startsWith("{\"id\":").endsWith("}}");
  }

  @Test
  void aBombIsMoreThanAGatewayTakesOnceItIsInflated() throws IOException {
    String request = text(4);

    assertThat(request).contains("\r\nContent-Encoding: gzip\r\n");
    assertThat(body(request)).hasSizeLessThan(20_000);
    byte[] body = body(request).getBytes(StandardCharsets.ISO_8859_1);
    try (GZIPInputStream inflated = new GZIPInputStream(new ByteArrayInputStream(body))) {
      assertThat(inflated.readAllBytes()).hasSize(6 << 20);
    }
  }
}
