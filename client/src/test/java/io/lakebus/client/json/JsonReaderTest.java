// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.json;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonReaderTest {

  @Test
  void membersAndElementsComeInTheirOrder() throws JsonException {
    List<String> seen = new ArrayList<>();
    JsonReader json =
        new JsonReader(" { \"a\" : [ 1 , \"x\" ,\t[ ] ] ,\r\n\"b\":{},\"c\":\"y\" } ");

    json.object(
        name -> {
          switch (name) {
            case "a" ->
                json.array(
                    () -> {
                      if (json.isString()) {
                        seen.add(json.string());
                      } else {
                        seen.add(json.isArray() ? "array" : Integer.toString(json.integer(-1)));
                        if (json.isArray()) {
                          json.skip();
                        }
                      }
                    });
            case "b" -> json.object(member -> seen.add("not there"));
            default -> seen.add(name + "=" + json.string());
          }
        });
    json.end();

    assertThat(seen).containsExactly("1", "x", "array", "c=y");
  }

  @Test
  void escapesStandForTheirCharacters() throws JsonException {
    assertThat(string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83C\\udfbe ü🎾\""))
        .isEqualTo("\"\\/\b\f\n\r\té🎾 ü🎾");
    assertThat(string("\"\"")).isEmpty();
    assertThat(string("\"\\\\u0041\"")).isEqualTo("\\u0041");
  }

  @Test
  void aValueOfAnotherKindIsLeftOut() throws JsonException {
    JsonReader json = new JsonReader("[{\"a\":[1]},\"12\",1.0,-1,1234567890,7,null]");
    List<Object> seen = new ArrayList<>();

    json.array(() -> seen.add(seen.isEmpty() ? json.text() : json.integer(-7)));
    json.end();

    assertThat(seen).containsExactly("", -7, -7, -7, -7, 7, -7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"a\":0,\"b\":-0.5e+10,\"c\":1E9,\"d\":10.25e-3} \n",
        "{\"a\":[true,false,null,[],{},\"\"]}",
        "{\"\":{\"\":[[[{}]]]}}",
        "{\"a\":\"\u007f \u2028\"}",
        "{\"a\":1,\"a\":2}"
      })
  void anObjectIsOne(String text) {
    assertThatCode(() -> JsonReader.checkObject(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "[]",
        "\"a\"",
        "null",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}{}",
        "{\"a\":1}, {\"b\":2}",
        "{\"a\":1}x",
        "{\"a\":1]",
        "{\"a\":[1}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":-}",
        "{\"a\":0x1}",
        "{\"a\":NaN}",
        "{\"a\":True}",
        "{\"a\":tru}",
        "{\"a\":nul",
        "{\"a\":\"b}",
        "{\"a\":\"\\\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u00\uff110\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":\"\\ud83c\"}",
        "{\"a\":\"\\ud83cx\"}",
        "{\"a\":\"\\ud83c\\n\"}",
        "{\"a\":\"\\udfbe\\ud83c\"}",
        "{\"a\":\"\\udfbe\"}",
        "{\"a\":1}//",
        "\u00a0{}",
        "\ufeff{}"
      })
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> JsonReader.checkObject(text)).isInstanceOf(JsonException.class);
  }

  /** These texts would not outlive the annotation's way into a class file. */
  @Test
  void halfOfASurrogatePairIsRefusedAlsoWithoutAnEscape() {
    char high = '\ud83c';
    char low = '\udfbe';
    for (String text :
        List.of("" + high, "" + low, "" + low + high, high + "x", high + "\\udfbe")) {
      assertThatThrownBy(() -> JsonReader.checkObject("{\"a\":\"" + text + "\"}"))
          .isInstanceOf(JsonException.class)
          .hasMessageStartingWith("half of a surrogate pair at character ");
    }
  }

  @Test
  void theProblemHasItsPlace() {
    assertThatThrownBy(() -> JsonReader.checkObject("{\"a\":[1,]}"))
        .hasMessage("no value at character 9");
    assertThatThrownBy(() -> JsonReader.checkObject("{\"a\":1} {"))
        .hasMessage("something follows the value at character 9");
    assertThatThrownBy(() -> JsonReader.checkObject("{\"a\":1"))
        .hasMessage("the text ends early at character 7");
  }

  @Test
  void valuesNestToABound() {
    String deepest = nested(JsonReader.MAX_DEPTH - 1);
    String over = nested(JsonReader.MAX_DEPTH);

    assertThatCode(() -> JsonReader.checkObject(deepest)).doesNotThrowAnyException();
    assertThatThrownBy(() -> JsonReader.checkObject(over))
        .hasMessage("nested deeper than 512 levels at character 517");
    assertThatCode(() -> JsonReader.checkObject("{\"a\":[" + "[],{},".repeat(1_000) + "0]}"))
        .doesNotThrowAnyException();
  }

  private static String nested(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static String string(String json) throws JsonException {
    JsonReader reader = new JsonReader(json);
    String text = reader.string();
    reader.end();
    return text;
  }
}
