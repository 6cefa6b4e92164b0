// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers of CloudEvents in binary mode. An input is written like a request; its first line is
 * the text of an attribute that is sent encoded, and must come back as it was.
 */
class CloudEventHeadersFuzzTest {

  @FuzzTest
  void headersAreReadOrRefusedAndAnEncodedTextComesBack(byte[] input) throws RefusedException {
    Bounded.run(
        () -> {
          FuzzedRequest request = FuzzedRequest.of(input);
          tryHeaders(request);
          String text =
              new String(
                  request.firstLine().getBytes(StandardCharsets.ISO_8859_1),
                  StandardCharsets.UTF_8);
          assertThat(read(encode(text))).isEqualTo(text);
          assertThat(read("\"" + encode(text) + "\"")).isEqualTo(text);
        });
  }

  private static void tryHeaders(FuzzedRequest request) {
    Map<String, String> attributes;
    try {
      attributes = CloudEventHeaders.read(request.headers());
    } catch (RefusedException e) {
      FuzzedCall.checkProblem(e.problem());
      return;
    }
    FuzzedCall.check(new BodyForm.CloudEventData(attributes), request.body());
  }

  private static String read(String value) throws RefusedException {
    return CloudEventHeaders.read(Map.of("ce-subject", List.of(value))).get("subject");
  }

  /** As the binding says: everything that is not printable ASCII, and blanks, quotes and '%'. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = one > ' ' && one <= '~' && one != '"' && one != '%' && one != '\\';
      encoded.append(plain ? String.valueOf((char) one) : "%%%02X".formatted(one));
    }
    return encoded.toString();
  }
}
