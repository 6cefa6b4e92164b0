// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RuleExplainerTest {

  private static final String PATTERN =
      """
      {"source":["shop"],"detail":{"price":[{"numeric":[">",5]}],"items":{"sku":["a"],"n":[1]},
       "$or":[{"x":[1]},{"y":[2]}]}}
      """;

  @Test
  void everyFieldToBlameIsNamed() {
    assertThat(
            explain(
                "{\"source\":\"web\",\"detail\":{\"price\":3,\"items\":[{\"sku\":\"a\",\"n\":1}],\"y\":1}}"))
        .containsExactly(
            new RuleExplainer.Mismatch("source", "[\"shop\"]", Optional.of("\"web\"")),
            new RuleExplainer.Mismatch(
                "detail.price", "[{\"numeric\":[\">\",5]}]", Optional.of("3")),
            new RuleExplainer.Mismatch(
                "detail.$or", "[{\"x\":[1]},{\"y\":[2]}]", Optional.empty()));
  }

  @Test
  void aFieldThatIsNotThereHasNoValue() {
    assertThat(
            explain("{\"source\":\"shop\",\"detail\":{\"items\":{\"sku\":\"a\",\"n\":1},\"x\":1}}"))
        .containsExactly(
            new RuleExplainer.Mismatch(
                "detail.price", "[{\"numeric\":[\">\",5]}]", Optional.empty()));
  }

  @Test
  void fieldsThatMatchInDifferentElementsAreToBlameTogether() {
    List<RuleExplainer.Mismatch> mismatches =
        explain(
            "{\"source\":\"shop\",\"detail\":{\"price\":6,\"items\":[{\"sku\":\"a\",\"n\":2},{\"sku\":\"b\",\"n\":1}],\"x\":1}}");

    assertThat(mismatches).extracting(RuleExplainer.Mismatch::path).containsExactly("");
  }

  @Test
  void anEventThatMatchesHasNothingToBlame() {
    assertThat(
            explain(
                "{\"source\":\"shop\",\"detail\":{\"price\":6,\"items\":[{\"sku\":\"a\",\"n\":1}],\"x\":1}}"))
        .isEmpty();
  }

  private static List<RuleExplainer.Mismatch> explain(String event) {
    try {
      return RuleExplainer.explain(
          EventPattern.parse(PATTERN), StrictJson.mapper().readValue(event, ObjectNode.class));
    } catch (InvalidPatternException | JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
