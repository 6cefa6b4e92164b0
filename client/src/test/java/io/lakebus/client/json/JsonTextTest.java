// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonTextTest {

  @Test
  void whatAStringCannotHoldIsEscaped() {
    assertThat(quote("a\"b\\c/\n\r\t\b\f\u0000\u001f\u007f é🎾\u2028"))
        .isEqualTo("\"a\\\"b\\\\c/\\n\\r\\t\\u0008\\u000c\\u0000\\u001f\u007f é🎾\u2028\"");
    assertThat(quote("")).isEqualTo("\"\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xd83c, 0xdfbe})
  void halfOfASurrogatePairIsRefused(int half) {
    String alone = "a" + (char) half;
    assertThatThrownBy(() -> quote(alone))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("half of a surrogate pair at character 2 of a text");
    assertThatThrownBy(() -> quote(alone + "b")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String quote(String text) {
    StringBuilder json = new StringBuilder();
    JsonText.quote(json, text);
    return json.toString();
  }
}
