// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lakebus.contract.Schemas.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SchemaProblemsTest {

  private static final String FORMATS =
      "date, date-time, duration, email, hostname, ipv4, ipv6, json-pointer, time, uri,"
          + " uri-reference, uuid";

  static Stream<Arguments> schemas() {
    return Stream.of(
        // Against the dialect itself.
        mistake(
            "{'properties':{'a':{'type':'strin'}}}",
            "/properties/a/type",
            "does not have a value in the enumeration [\"array\", \"boolean\", \"integer\", \"null\","
                + " \"number\", \"object\", \"string\"]; string found, array expected"),
        mistake("{'minProperties':-1}", "/minProperties", "must have a minimum value of 0"),
        mistake("{'required':'a'}", "/required", "string found, array expected"),
        mistake(
            "{'properties':{'a':1}}", "/properties/a", "integer found, [object, boolean] expected"),
        mistake("{'allOf':{}}", "/allOf", "object found, array expected"),
        mistake("{'items':[{}]}", "/items", "array found, [object, boolean] expected"),
        mistake("{'$ref':1}", "/$ref", "integer found, string expected"),
        mistake(
            "{'$anchor':'a b'}",
            "/$anchor",
            "does not match the regex pattern ^[A-Za-z_][-A-Za-z0-9._]*$"),
        // Dialects and names.
        mistake(
            "{'$schema':'http://json-schema.org/draft-07/schema#'}",
            "/$schema",
            "is not https://json-schema.org/draft/2020-12/schema, the one dialect that is"
                + " understood"),
        mistake(
            "{'$defs':{'a':{'$id':'https://example.com/a'}}}",
            "/$defs/a/$id",
            "stands at the top only: a contract is one schema"),
        mistake(
            "{'$defs':{'a':{'$schema':'https://json-schema.org/draft/2020-12/schema'}}}",
            "/$defs/a/$schema",
            "stands at the top only: a contract is one schema"),
        mistake(
            "{'$anchor':'a','$defs':{'b':{'$dynamicAnchor':'a'}}}",
            "/$defs/b/$dynamicAnchor",
            "'a' is an anchor already"),
        mistake(
            "{'not':{'dependencies':{}}}",
            "/not/dependencies",
            "is of an older draft; 2020-12 has 'dependentRequired' and 'dependentSchemas'"),
        mistake(
            "{'$recursiveRef':'#'}",
            "/$recursiveRef",
            "is of an older draft; 2020-12 has '$dynamicRef'"),
        // Expressions and formats.
        mistake(
            "{'properties':{'a':{'pattern':'('}}}",
            "/properties/a/pattern",
            "'(' is not a regular expression of Java's: Unclosed group"),
        mistake(
            "{'patternProperties':{'[/':true}}",
            "/patternProperties/[~1",
            "'[/' is not a regular expression of Java's: Unclosed character class"),
        mistake(
            "{'prefixItems':[true,{'format':'phone'}]}",
            "/prefixItems/1/format",
            "'phone' is not a format that is checked; those are " + FORMATS),
        // References.
        out("{'$ref':'https://example.com/a'}", "/$ref", "https://example.com/a"),
        out("{'items':{'$ref':'file:///etc/a.json'}}", "/items/$ref", "file:///etc/a.json"),
        out("{'not':{'$dynamicRef':'other#a'}}", "/not/$dynamicRef", "other#a"),
        out("{'$id':'urn:a','$ref':'urn:a#/$defs/b','$defs':{'b':{}}}", "/$ref", "urn:a#/$defs/b"),
        out("{'anyOf':[{},{'$ref':''}]}", "/anyOf/1/$ref", ""),
        nowhere(
            "{'dependentSchemas':{'a':{'$ref':'#/$defs/b'}}}",
            "/dependentSchemas/a/$ref",
            "#/$defs/b"),
        nowhere("{'$ref':'#a'}", "/$ref", "#a"),
        nowhere("{'$ref':'#/default','default':{}}", "/$ref", "#/default"),
        nowhere("{'$ref':'#/%zz'}", "/$ref", "#/%zz"),
        circle("{'$ref':'#'}", "/$ref"),
        circle("{'allOf':[{'anyOf':[{'$ref':'#'}]}]}", "/allOf/0/anyOf/0/$ref"),
        circle(
            "{'properties':{'a':{'$ref':'#/$defs/b'}},"
                + "'$defs':{'b':{'if':{'not':{'$ref':'#/$defs/c'}}},'c':{'$dynamicRef':'#b'},"
                + "'d':{'$dynamicAnchor':'b','$ref':'#/$defs/b'}}}",
            "/$defs/d/$ref"));
  }

  private static Arguments mistake(String schema, String pointer, String message) {
    return arguments(schema, List.of(new SchemaProblem(pointer, message)));
  }

  private static Arguments out(String schema, String pointer, String reference) {
    return mistake(
        schema, pointer, "'" + reference + "' leads out of the schema; a reference begins with #");
  }

  private static Arguments nowhere(String schema, String pointer, String reference) {
    return mistake(schema, pointer, "'" + reference + "' leads to no schema in here");
  }

  private static Arguments circle(String schema, String pointer) {
    return mistake(
        schema, pointer, "leads in a circle: it applies the schema that it is in itself");
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aMistakeIsFoundAtItsPlace(String schema, List<SchemaProblem> problems) {
    assertThat(problems(schema)).isEqualTo(problems);
  }

  static Stream<Arguments> several() {
    return Stream.of(
        arguments(
            "{'type':1,'pattern':'(','$defs':{'a':{'format':'x','$ref':'b'}}}",
            List.of("/type", "/pattern", "/$defs/a/format", "/$defs/a/$ref")));
  }

  @ParameterizedTest
  @MethodSource("several")
  void everyMistakeIsFound(String schema, List<String> pointers) {
    assertThat(problems(schema)).extracting(SchemaProblem::pointer).isEqualTo(pointers);
  }

  private static List<SchemaProblem> problems(String schema) {
    return catchThrowableOfType(InvalidSchemaException.class, () -> ContractSchema.of(json(schema)))
        .problems();
  }
}
