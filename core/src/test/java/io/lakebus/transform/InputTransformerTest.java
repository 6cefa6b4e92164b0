// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import io.lakebus.event.Reason;
import io.lakebus.event.StrictJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lakebus.transform.TransformFixture.apply;
import static io.lakebus.transform.TransformFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InputTransformerTest {

  private static final String DETAIL =
      """
      {"team":"Žižkov \\"A\\"","goals":3,"odds":1.10,"won":true,"coach":null,
       "players":[{"name":"a"},{"name":"b","shirt":7},{}],"a b":{"c/d":[[1,2],[3]]}}
      """;

  @Test
  void aVariableKeepsItsType() {
    assertThat(
            transform(
                "{\"s\":<s>,\"i\":<i>,\"d\":<d>,\"b\":<b>,\"n\":<n>,\"o\":[<o>, 1, \"x\"]}",
                Map.of(
                    "s", "$.detail.team",
                    "i", "$.detail.goals",
                    "d", "$.detail.odds",
                    "b", "$.detail.won",
                    "n", "$.detail.coach",
                    "o", "$.detail.players[1]")))
        .isEqualTo(
            rows(
                "{\"s\":\"Žižkov \\\"A\\\"\",\"i\":3,\"d\":1.10,\"b\":true,\"n\":null,"
                    + "\"o\":[{\"name\":\"b\",\"shirt\":7},1,\"x\"]}"));
  }

  @Test
  void aVariableWithinATextIsPartOfIt() {
    assertThat(
            transform(
                "{\"line\":\"<s>: <i> \\\"<i>\\\" <players>, <no>.\"}",
                Map.of(
                    "s", "$.detail.team",
                    "i", "$.detail.goals",
                    "players", "$.detail.players[0]",
                    "no", "$.detail.no")))
        .isEqualTo(
            rows("{\"line\":\"Žižkov \\\"A\\\": 3 \\\"3\\\" {\\\"name\\\":\\\"a\\\"}, .\"}"));
  }

  @Test
  void aVariableWithoutValueIsLeftOut() {
    assertThat(
            transform(
                "{\"a\":<no>,\"b\":[1,<no>,2],\"c\":{\"d\":<no>}}",
                Map.of("no", "$.detail.x.y[3]")))
        .isEqualTo(rows("{\"b\":[1,2],\"c\":{}}"));
  }

  @Test
  void aTemplateCanBeAVariable() {
    Map<String, String> paths = Map.of("players", "$.detail.players", "no", "$.detail.no");

    assertThat(transform("<players>", paths))
        .isEqualTo(rows("{\"name\":\"a\"}", "{\"name\":\"b\",\"shirt\":7}", "{}"));
    assertThat(transform(" <no> ", paths))
        .isEqualTo(
            new Yield.Failed(
                Reason.TRANSFORM_FAILED, "the variable <no> has no value in this event"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.detail.players[*].name | [\"a\",\"b\"]",
        "$.detail.players[2] | {}",
        "$.detail['a b'].c/d[0][1] | 2",
        "$.detail['a b']['c/d'][*][0] | [1,3]",
        "$.detail-type | \"match\"",
        "$.account | \"vendor\"",
        "$.resources[0] | \"r1\"",
        "$.time | \"2026-11-23T08:00:00Z\""
      })
  void aPathLeadsToAValue(String path, String json) {
    assertThat(transform("{\"v\":<v>}", Map.of("v", path))).isEqualTo(rows("{\"v\":" + json + "}"));
  }

  @Test
  void theReservedVariablesAreThere() {
    assertThat(
            transform(
                "{\"rule\":<aws.events.rule-name>,\"at\":<aws.events.event.ingestion-time>,"
                    + "\"text\":\"<aws.events.rule-name>!\"}",
                Map.of()))
        .isEqualTo(
            rows("{\"rule\":\"rule-1\",\"at\":\"2026-11-23T08:00:01Z\",\"text\":\"rule-1!\"}"));
    assertThat(transform("[<aws.events.event.json>]", Map.of()))
        .isEqualTo(
            rows(
                "{\"version\":\"0\",\"id\":\"id-1\",\"detail-type\":\"match\","
                    + "\"source\":\"source\",\"account\":\"vendor\","
                    + "\"time\":\"2026-11-23T08:00:00Z\",\"region\":\"\","
                    + "\"resources\":[\"r1\"],\"detail\":"
                    + DETAIL
                    + "}"));
  }

  @Test
  void everythingWrongWithADefinitionIsTold() {
    assertThat(
            problems(
                "{\"a\":<no>,\"b\":\"<nope> <a>\",\"<a>\":1}",
                Map.of(
                    "a", "detail", "b", "$.detail..x", "c", "$.nothing", "AWSx", "$", "x y", "$")))
        .containsExactly(
            "'AWSx' is not a variable: letters, digits, - and _, not AWS first",
            "the path of 'a': 'detail' is not a JSON path, which begins with $ and has at most 256"
                + " characters",
            "the path of 'b': '$.detail..x' is not a JSON path: '..x' is not understood",
            "the path of 'c': '$.nothing' leads nowhere: an event has account, detail, detail-type,"
                + " id, region, resources, source, time, version",
            "'x y' is not a variable: letters, digits, - and _, not AWS first",
            "a variable cannot be a field's name in the template",
            "the template uses <no>, which is not among the paths [AWSx, a,"
                + " aws.events.event, aws.events.event.ingestion-time, aws.events.event.json,"
                + " aws.events.rule-name, b, c, x y]",
            "the template uses <nope>, which is not among the paths [AWSx, a,"
                + " aws.events.event, aws.events.event.ingestion-time, aws.events.event.json,"
                + " aws.events.rule-name, b, c, x y]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": | the template is not JSON: ",
        "{\"a\":1,\"a\":2} | the template is not JSON: Duplicate",
        "\"text\" | the template is neither an object nor a list nor one variable",
        "\"<aws.events.rule-name>\" | the template is neither an object nor a list nor one variable",
        "5 | the template is neither an object nor a list nor one variable",
        "<aws.events.rule-arn> | the template uses <aws.events.rule-arn>",
        "{\"a\":\"\\u0000x\"} | the template is longer than 8192 characters, or has a NUL in it"
      })
  void aBadTemplateIsRefused(String template, String problem) {
    assertThat(problems(template, Map.of()))
        .singleElement()
        .satisfies(message -> assertThat(message).startsWith(problem));
  }

  @Test
  void aNumberThatIsTooLongIsRefusedAlthoughNobodyKnowsWhere() {
    assertThat(problems("{\"a\":" + "1".repeat(StrictJson.MAX_NUMBER_LENGTH + 1) + "}", Map.of()))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message)
                    .startsWith("the template is not JSON: Number value length (101)")
                    .endsWith("(line 1)"));
  }

  private static Yield transform(String template, Map<String, String> paths) {
    return apply(new TransformSpec.InputTransformer(paths, template), DETAIL);
  }

  private static List<String> problems(String template, Map<String, String> paths) {
    return catchThrowableOfType(
            InvalidTransformException.class,
            () -> Transforms.compile("rule-1", new TransformSpec.InputTransformer(paths, template)))
        .problems();
  }
}
