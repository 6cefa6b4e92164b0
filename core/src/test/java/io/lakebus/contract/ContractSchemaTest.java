// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import io.lakebus.event.StrictJson;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lakebus.contract.Schemas.bytes;
import static io.lakebus.contract.Schemas.json;
import static io.lakebus.contract.Schemas.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ContractSchemaTest {

  private static final ContractSchema MATCH =
      schema(
          """
          {
            '$schema': 'https://json-schema.org/draft/2020-12/schema',
            '$id': 'https://schemas.example.com/match',
            'type': 'object',
            'required': ['match', 'minute'],
            'properties': {
              'match': { 'type': 'string', 'pattern': '^m-[0-9]+$', 'maxLength': 1000 },
              'minute': { 'type': 'integer', 'minimum': 0, 'maximum': 12000 },
              'kickoff': { 'format': 'date-time' },
              'score': { 'enum': ['win', 'loss'] },
              'teams': { 'type': 'array', 'items': { '$ref': '#/$defs/team' } },
              'a/b~c': { 'const': 1 }
            },
            'additionalProperties': false,
            '$defs': { 'team': { 'type': 'object', 'required': ['name'] } }
          }
          """);

  @Test
  void aDetailThatIsAsTheSchemaSaysHasNoViolations() {
    assertThat(
            MATCH.violations(
                bytes(
                    "{'match':'m-1','minute':90,'kickoff':'2026-11-23T08:00:00.5+01:00',"
                        + "'score':'win','teams':[{'name':'Örebro SK'}],'a/b~c':1.0}")))
        .isEmpty();
  }

  @Test
  void everyPlaceThatIsNotAsTheSchemaSaysIsTold() {
    List<Violation> expected =
        List.of(
            new Violation("does not match the regex pattern ^m-[0-9]+$", "/match"),
            new Violation("must have a maximum value of 12000", "/minute"),
            new Violation("is not of the format date-time", "/kickoff"),
            new Violation("does not have a value in the enumeration [\"win\",\"loss\"]", "/score"),
            new Violation("required property 'name' not found", "/teams/1"),
            new Violation("string found, object expected", "/teams/2"),
            new Violation("must be the constant value '1'", "/a~1b~0c"),
            new Violation(
                "property 'more' is not defined in the schema and the schema does not allow"
                    + " additional properties",
                ""));
    String detail =
        "{'match':'m-1\\n','minute':12001,'kickoff':'today','score':'draw',"
            + "'teams':[{'name':1},{},'x'],'a/b~c':2,'more':1}";

    assertThat(MATCH.violations(json(detail))).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(MATCH.violations(bytes(detail))).isEqualTo(MATCH.violations(json(detail)));
  }

  @Test
  void messagesDoNotDependOnTheMachinesLanguage() {
    String detail = "{'minute':12001,'match':'%s'}".formatted("m".repeat(1_001));
    List<Violation> english = MATCH.violations(bytes(detail));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(MATCH.violations(bytes(detail)))
          .isEqualTo(english)
          .contains(new Violation("must be at most 1000 characters long", "/match"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void noMoreThanTwentyPlacesAreTold() {
    ContractSchema schema =
        schema("{'properties':{'a':{'items':{'type':'string'}}},'additionalProperties':false}");

    assertThat(schema.violations(bytes("{'a':[" + "1,".repeat(20) + "1]}")))
        .isEqualTo(
            IntStream.range(0, 20)
                .mapToObj(i -> new Violation("integer found, string expected", "/a/" + i))
                .toList());
    assertThat(schema.violations(bytes("{'a':[" + "1,".repeat(18) + "1]}"))).hasSize(19);
    assertThat(
            schema.violations(
                bytes(
                    "{"
                        + String.join(
                            ",", IntStream.range(0, 50).mapToObj(i -> "'n" + i + "':1").toList())
                        + "}")))
        .hasSize(20);
  }

  @Test
  void whatTheVendorMadeLongIsToldShort() {
    String name = "😀".repeat(StrictJson.MAX_NAME_BYTES / 4);
    ContractSchema strict = schema("{'additionalProperties':false}");
    ContractSchema deep = schema("{'properties':{'a':{'additionalProperties':{'type':'string'}}}}");

    assertThat(strict.violations(bytes("{'" + name + "':1}")))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.message()).startsWith("property '😀").endsWith("😀…");
              assertThat(violation.message().length()).isLessThanOrEqualTo(251);
            });
    assertThat(deep.violations(bytes("{'a':{'" + name + "':1}}")))
        .containsExactly(new Violation("integer found, string expected", "/a"));
  }

  @Test
  void aDetailThatIsNotJsonViolatesEveryContract() {
    assertThat(schema("{}").violations(bytes("{'a':1,'a':2}")))
        .containsExactly(new Violation("Duplicate field 'a'", "/a"));
  }

  static Stream<Arguments> formats() {
    return Stream.of(
        arguments("date", "2026-02-28", "2026-02-30"),
        arguments("date", "0001-01-01", "2026-02-28T00:00:00Z"),
        arguments("date-time", "2026-11-23t08:00:00z", "2026-11-23 08:00:00Z"),
        arguments("duration", "P1DT2H", "P1D2H"),
        arguments("duration", "P2W", "PT"),
        arguments("email", "zoe@example.com", "zoe@"),
        arguments("hostname", "a-1.example", "-a.example"),
        arguments("ipv4", "127.0.0.1", "127.0.0.256"),
        arguments("ipv6", "::1", "12345::"),
        arguments("json-pointer", "/a~1b/0", "a/b"),
        arguments("time", "08:00:00+01:00", "08:00:00"),
        arguments("time", "23:59:59.123Z", "23:59:59Zulu"),
        arguments("uri", "https://example.com/a?b#c", "/a"),
        arguments("uri-reference", "/a", "a b"),
        arguments(
            "uuid", "018f0000-0000-7000-8000-000000000000", "018f0000000070008000000000000000"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aFormatIsChecked(String format, String good, String bad) {
    ContractSchema schema = schema("{'properties':{'a':{'format':'" + format + "'}}}");

    assertThat(schema.violations(bytes("{'a':'" + good + "'}"))).isEmpty();
    assertThat(schema.violations(bytes("{'a':1}"))).isEmpty();
    assertThat(schema.violations(bytes("{'a':'" + bad + "'}")))
        .containsExactly(new Violation("is not of the format " + format, "/a"));
  }

  static Stream<Arguments> verdicts() {
    return Stream.of(
        // Numbers are compared by their value, at any size.
        arguments("{'enum':[{'a':2},{'a':1}]}", "{'a':1.0}", "{'a':3}"),
        arguments("{'properties':{'a':{'const':1}}}", "{'a':1.00}", "{'a':1.01}"),
        arguments("{'properties':{'a':{'type':'integer'}}}", "{'a':1.0}", "{'a':1.5}"),
        arguments(
            "{'properties':{'a':{'maximum':9007199254740993}}}",
            "{'a':9007199254740993}",
            "{'a':9007199254740994}"),
        arguments("{'properties':{'a':{'multipleOf':0.1}}}", "{'a':0.3}", "{'a':0.35}"),
        arguments("{'properties':{'a':{'multipleOf':20}}}", "{'a':1e9999}", "{'a':30}"),
        arguments("{'properties':{'a':{'multipleOf':0.07}}}", "{'a':-2.1}", "{'a':1e9999}"),
        arguments("{'properties':{'a':{'multipleOf':3}}}", "{'a':0.0}", "{'a':1e-9999}"),
        arguments(
            "{'properties':{'a':{'type':'integer','maximum':100}}}",
            "{'a':100}",
            "{'a':1.8446744073709551616e19}"),
        arguments("{'properties':{'a':{'minimum':1}}}", "{'a':1.0,'b':'x'}", "{'a':0.99}"),
        arguments("{'properties':{'a':{'exclusiveMinimum':1}}}", "{'a':1.01}", "{'a':1.0}"),
        arguments("{'properties':{'a':{'exclusiveMaximum':1}}}", "{'a':0.99}", "{'a':1.0}"),
        arguments("{'properties':{'a':{'minimum':1,'multipleOf':1}}}", "{'a':'x'}", null),
        arguments(
            "{'properties':{'a':{'const':{'x':[1]}}}}", "{'a':{'x':[1.0]}}", "{'a':{'x':[]}}"),
        arguments("{'properties':{'a':{'uniqueItems':true}}}", "{'a':[1,2]}", "{'a':[1,1.0]}"),
        arguments(
            "{'properties':{'a':{'uniqueItems':true}}}",
            "{'a':[{'x':1,'y':2},{'x':1},{'x':1,'y':3},{'x':1,'z':2},[1,2],[2,1],[1],'1',1,null,true,false]}",
            "{'a':[{'x':1,'y':[null]},{'y':[null],'x':1}]}"),
        arguments("{'properties':{'a':{'uniqueItems':false}}}", "{'a':[1,1]}", null),
        // Characters are code points.
        arguments("{'properties':{'a':{'maxLength':1}}}", "{'a':'😀'}", "{'a':'ab'}"),
        arguments("{'properties':{'a':{'pattern':'^\\\\p{Letter}$'}}}", "{'a':'ö'}", "{'a':'1'}"),
        arguments("{'patternProperties':{'^n':{'type':'number'}}}", "{'n1':1,'m':''}", "{'n':''}"),
        arguments(
            "{'unevaluatedProperties':false,'allOf':[{'properties':{'a':true}}]}",
            "{'a':1}",
            "{'b':1}"),
        arguments("{'if':{'required':['a']},'then':{'required':['b']}}", "{'b':1}", "{'a':1}"),
        arguments("{'dependentSchemas':{'a':{'required':['b']}}}", "{'b':1}", "{'a':1}"),
        arguments("{'dependentRequired':{'a':['b']}}", "{'a':1,'b':1}", "{'a':1}"),
        arguments(
            "{'properties':{'a':{'prefixItems':[{'type':'string'}],'items':false}}}",
            "{'a':['x']}",
            "{'a':['x',1]}"),
        arguments(
            "{'properties':{'a':{'contains':{'const':1},'maxContains':2}}}",
            "{'a':[0,1,1]}",
            "{'a':[1,1,1]}"),
        arguments("{'propertyNames':{'maxLength':2}}", "{'ab':1}", "{'abc':1}"),
        // What a text holds is not looked into.
        arguments(
            "{'properties':{'a':{'contentEncoding':'base64','contentMediaType':'application/json'}}}",
            "{'a':'***'}",
            null),
        // References within the schema, by place and by anchor.
        arguments(
            "{'properties':{'next':{'$ref':'#'},'v':{'type':'string'}}}",
            "{'next':{'next':{'v':'x'}}}",
            "{'next':{'next':{'v':1}}}"),
        arguments(
            "{'properties':{'a':{'$ref':'#/$defs/x%20~1y'}},'$defs':{'x /y':{'type':'string'}}}",
            "{'a':'x'}", "{'a':1}"),
        arguments(
            "{'properties':{'a':{'$ref':'#name'}},'$defs':{'x':{'$anchor':'name','type':'string'}}}",
            "{'a':'x'}",
            "{'a':1}"),
        arguments(
            "{'$dynamicAnchor':'node','required':['v'],'properties':{'next':{'$dynamicRef':'#node'}}}",
            "{'v':1,'next':{'v':1}}",
            "{'v':1,'next':{}}"),
        arguments(
            "{'properties':{'a':{'$ref':'#/definitions/x'}},'definitions':{'x':{'type':'string'}}}",
            "{'a':'x'}",
            "{'a':1}"),
        // What the schema is called has no meaning, so it need not be a URI.
        arguments(
            "{'$id':'no: name %%','properties':{'a':{'$ref':'#/$defs/b'},'c':{'$ref':'#d'}},"
                + "'$defs':{'b':{'$anchor':'d','type':'string'}}}",
            "{'a':'x','c':'x'}", "{'a':1}"),
        // Names that look like keywords where none is are the vendor's.
        arguments(
            "{'properties':{'$ref':{'type':'string'},'dependencies':{'const':1}},"
                + "'default':{'$ref':'http://example.com'}}",
            "{'$ref':'x','dependencies':1}",
            "{'$ref':1}"));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void theDialectIsKept(String schema, String good, String bad) {
    assertThat(schema(schema).violations(bytes(good))).isEmpty();
    if (bad != null) {
      assertThat(schema(schema).violations(bytes(bad))).isNotEmpty();
    }
  }

  @Test
  void aBranchThatFailsInManyPlacesDoesNotHideTheOneThatFits() {
    ContractSchema schema =
        schema(
            """
            { 'properties': { 'a': { 'anyOf': [
                { 'items': { 'oneOf': [ { 'type': 'string' }, { 'type': 'boolean' } ] } },
                { 'items': { 'type': 'integer' } } ] } } }
            """);

    assertThat(schema.violations(bytes("{'a':[" + "1,".repeat(5_000) + "1]}"))).isEmpty();
    assertThat(schema.violations(bytes("{'a':[" + "1.5,".repeat(5_000) + "1]}"))).hasSize(20);
  }

  @Test
  void schemasAreEqualIfTheirJsonIs() {
    assertThat(schema("{'type':'object','minProperties':1}"))
        .isEqualTo(schema("{'minProperties':1,'type':'object'}"))
        .hasSameHashCodeAs(schema("{'minProperties':1,'type':'object'}"))
        .isNotEqualTo(schema("{'type':'object','minProperties':1,'$id':'urn:x'}"))
        .isNotEqualTo(schema("{'type':'object'}"))
        .hasToString("{\"type\":\"object\",\"minProperties\":1}");
  }

  @Test
  void checksRunAtTheSameTime() {
    List<Integer> counts =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(
                i ->
                    MATCH
                        .violations(
                            bytes(
                                "{'match':'m-" + i + "','minute':" + (i % 2 == 0 ? i : "''") + "}"))
                        .size())
            .toList();

    assertThat(counts)
        .isEqualTo(IntStream.range(0, 2_000).mapToObj(i -> i % 2 == 0 ? 0 : 1).toList());
  }
}
