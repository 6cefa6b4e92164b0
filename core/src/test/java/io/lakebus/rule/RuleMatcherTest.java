// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * EventBridge's operators, one by one: each line is a pattern, an event, and whether it matches.
 */
class RuleMatcherTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":["x"]}                  | {"a":"x"}            | true
          {"a":["x"]}                  | {"a":"X"}            | false
          {"a":["x"]}                  | {"a":"x "}           | false
          {"a":["é"]}                  | {"a":"\\u00e9"}      | true
          {"a":["é"]}                  | {"a":"e\\u0301"}     | false
          {"a":["🏆"]}                 | {"a":"\\ud83c\\udfc6"} | true
          {"a":[""]}                   | {"a":""}             | true
          {"a":[""]}                   | {"a":null}           | false
          {"a":[""]}                   | {}                   | false
          {"a":[null]}                 | {"a":null}           | true
          {"a":[null]}                 | {"a":""}             | false
          {"a":[null]}                 | {"a":"null"}         | false
          {"a":[null]}                 | {}                   | false
          {"a":[true]}                 | {"a":true}           | true
          {"a":[true]}                 | {"a":false}          | false
          {"a":[true]}                 | {"a":"true"}         | false
          {"a":[false]}                | {"a":false}          | true
          {"a":[false]}                | {"a":null}           | false
          {"a":[{"exactly":"x"}]}      | {"a":"x"}            | true
          {"a":[{"exactly":"x"}]}      | {"a":"y"}            | false
          """)
  void aValueMatchesItsEqualOfTheSameKind(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[300]}                  | {"a":300}            | true
          {"a":[300]}                  | {"a":300.0}          | true
          {"a":[300]}                  | {"a":3.0e2}          | true
          {"a":[3.0e2]}                | {"a":300}            | true
          {"a":[300.0]}                | {"a":3E+2}           | true
          {"a":[300]}                  | {"a":"300"}          | false
          {"a":["300"]}                | {"a":300}            | false
          {"a":[0]}                    | {"a":-0.0}           | true
          {"a":[0.1]}                  | {"a":0.10}           | true
          {"a":[300]}                  | {"a":300.0000000001} | false
          {"a":[9007199254740993]}     | {"a":9007199254740993} | true
          {"a":[9007199254740993]}     | {"a":9007199254740992} | false
          {"a":[123456789012345678901234567890]} | {"a":123456789012345678901234567890} | true
          {"a":[1e400]}                | {"a":1e400}          | true
          {"a":[1e400]}                | {"a":1E+400}         | true
          {"a":[1e400]}                | {"a":1e401}          | false
          """)
  void numbersAreEqualHoweverTheyAreWritten(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":["x"],"b":["y"]}        | {"a":"x","b":"y"}    | true
          {"a":["x"],"b":["y"]}        | {"a":"x","b":"z"}    | false
          {"a":["x"],"b":["y"]}        | {"a":"x"}            | false
          {"a":["x","y"]}              | {"a":"y"}            | true
          {"a":["x",5,null]}           | {"a":5}              | true
          {"a":["x",5,null]}           | {"a":null}           | true
          {"a":["x",5,null]}           | {"a":"5"}            | false
          {"a":["x",{"prefix":"y"}]}   | {"a":"yes"}          | true
          {"a":{"b":["x"]}}            | {"a":{"b":"x","c":1},"d":2} | true
          {"a":{"b":["x"]}}            | {"a":"x"}            | false
          {"a":["x"]}                  | {"a":{"b":"x"}}      | false
          """)
  void fieldsAreAndAndValuesAreOr(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"$or":[{"a":["x"]},{"b":["y"]}]}                        | {"a":"x"}              | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}                        | {"b":"y"}              | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}                        | {"a":"y","b":"x"}      | false
          {"$or":[{"a":["x"],"c":[1]},{"b":["y"]}]}                | {"a":"x"}              | false
          {"c":[1],"$or":[{"a":["x"]},{"b":["y"]}]}                | {"c":1,"b":"y"}        | true
          {"c":[1],"$or":[{"a":["x"]},{"b":["y"]}]}                | {"b":"y"}              | false
          {"d":{"$or":[{"a":["x"]},{"b":["y"]}]}}                  | {"d":{"b":"y"}}        | true
          {"d":{"$or":[{"a":["x"]},{"b":["y"]}]}}                  | {"b":"y"}              | false
          {"$or":[{"$or":[{"a":[1]},{"a":[2]}]},{"b":[3]}]}        | {"a":2}                | true
          {"$or":[{"$or":[{"a":[1]},{"a":[2]}]},{"b":[3]}]}        | {"a":3}                | false
          {"$or":[{"a":[1]},{"b":[1]}],"d":{"$or":[{"e":[1]},{"f":[1]}]}} | {"b":1,"d":{"f":1}} | true
          {"$or":[{"a":[1]},{"b":[1]}],"d":{"$or":[{"e":[1]},{"f":[1]}]}} | {"b":1,"d":{"f":2}} | false
          """)
  void ofAlternativesOneIsEnough(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[{"prefix":"us-"}]}                          | {"a":"us-east"}  | true
          {"a":[{"prefix":"us-"}]}                          | {"a":"us-"}      | true
          {"a":[{"prefix":"us-"}]}                          | {"a":"US-east"}  | false
          {"a":[{"prefix":"1"}]}                            | {"a":12}         | false
          {"a":[{"prefix":"n"}]}                            | {"a":null}       | false
          {"a":[{"prefix":"t"}]}                            | {"a":true}       | false
          {"a":[{"prefix":""}]}                             | {"a":"x"}        | true
          {"a":[{"prefix":""}]}                             | {"a":1}          | false
          {"a":[{"prefix":{"equals-ignore-case":"Ab"}}]}    | {"a":"aBc"}      | true
          {"a":[{"prefix":{"equals-ignore-case":"Ab"}}]}    | {"a":"ba"}       | false
          {"a":[{"suffix":".png"}]}                         | {"a":"x.png"}    | true
          {"a":[{"suffix":".png"}]}                         | {"a":".png"}     | true
          {"a":[{"suffix":".png"}]}                         | {"a":"x.PNG"}    | false
          {"a":[{"suffix":"ž"}]}                            | {"a":"muž"}      | true
          {"a":[{"suffix":"2"}]}                            | {"a":12}         | false
          {"a":[{"suffix":{"equals-ignore-case":"bC"}}]}    | {"a":"aBc"}      | true
          {"a":[{"suffix":{"equals-ignore-case":"bC"}}]}    | {"a":"abcd"}     | false
          {"a":[{"equals-ignore-case":"abc"}]}              | {"a":"ABC"}      | true
          {"a":[{"equals-ignore-case":"abc"}]}              | {"a":"abcd"}     | false
          {"a":[{"equals-ignore-case":"1"}]}                | {"a":1}          | false
          {"a":[{"equals-ignore-case":"true"}]}             | {"a":true}       | false
          """)
  void textsMatchByBeginningEndOrInAnyCase(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[{"wildcard":"*/dir/*.png"}]}  | {"a":"x/dir/y.png"}    | true
          {"a":[{"wildcard":"*/dir/*.png"}]}  | {"a":"/dir/.png"}      | true
          {"a":[{"wildcard":"*/dir/*.png"}]}  | {"a":"x/dir/y.jpg"}    | false
          {"a":[{"wildcard":"a*b*c"}]}        | {"a":"abbbc"}          | true
          {"a":[{"wildcard":"a*b*c"}]}        | {"a":"ac"}             | false
          {"a":[{"wildcard":"*"}]}            | {"a":""}               | true
          {"a":[{"wildcard":"*"}]}            | {"a":5}                | false
          {"a":[{"wildcard":"a\\\\*b"}]}      | {"a":"a*b"}            | true
          {"a":[{"wildcard":"a\\\\*b"}]}      | {"a":"axb"}            | false
          {"a":[{"wildcard":"a\\\\\\\\b"}]}   | {"a":"a\\\\b"}         | true
          {"a":[{"wildcard":"ab"}]}           | {"a":"ab"}             | true
          {"a":[{"wildcard":""}]}             | {"a":""}               | true
          {"a":[{"wildcard":"*é*"}]}          | {"a":"café au"}        | true
          """)
  void anAsteriskStandsForAnyText(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[{"anything-but":"x"}]}                                  | {"a":"y"}         | true
          {"a":[{"anything-but":"x"}]}                                  | {"a":"x"}         | false
          {"a":[{"anything-but":"x"}]}                                  | {}                | false
          {"a":[{"anything-but":"x"}]}                                  | {"a":null}        | true
          {"a":[{"anything-but":"x"}]}                                  | {"a":5}           | true
          {"a":[{"anything-but":"x"}]}                                  | {"a":true}        | true
          {"a":[{"anything-but":"x"}]}                                  | {"a":["x","y"]}   | true
          {"a":[{"anything-but":"x"}]}                                  | {"a":["x","x"]}   | false
          {"a":[{"anything-but":"x"}]}                                  | {"a":[]}          | false
          {"a":[{"anything-but":"x"}]}                                  | {"a":{"b":"y"}}   | false
          {"a":[{"anything-but":["x","y"]}]}                            | {"a":"y"}         | false
          {"a":[{"anything-but":["x","y"]}]}                            | {"a":"z"}         | true
          {"a":[{"anything-but":5}]}                                    | {"a":5.0}         | false
          {"a":[{"anything-but":5}]}                                    | {"a":"5"}         | true
          {"a":[{"anything-but":5}]}                                    | {"a":null}        | true
          {"a":[{"anything-but":5}]}                                    | {"a":1e400}       | true
          {"a":[{"anything-but":[1,2]}]}                                | {"a":2}           | false
          {"a":[{"anything-but":[1,2]}]}                                | {"a":3}           | true
          {"a":[{"anything-but":{"prefix":"in"}}]}                      | {"a":"init"}      | false
          {"a":[{"anything-but":{"prefix":"in"}}]}                      | {"a":"out"}       | true
          {"a":[{"anything-but":{"prefix":"in"}}]}                      | {"a":5}           | true
          {"a":[{"anything-but":{"prefix":["in","ou"]}}]}               | {"a":"out"}       | false
          {"a":[{"anything-but":{"suffix":".txt"}}]}                    | {"a":"a.txt"}     | false
          {"a":[{"anything-but":{"suffix":[".txt",".rtf"]}}]}           | {"a":"a.png"}     | true
          {"a":[{"anything-but":{"equals-ignore-case":"init"}}]}        | {"a":"INIT"}      | false
          {"a":[{"anything-but":{"equals-ignore-case":["a","b"]}}]}     | {"a":"c"}         | true
          {"a":[{"anything-but":{"equals-ignore-case":["a","b"]}}]}     | {"a":null}        | true
          {"a":[{"anything-but":{"wildcard":"*/lib/*"}}]}               | {"a":"x/lib/y"}   | false
          {"a":[{"anything-but":{"wildcard":["*/lib/*","*/bin/*"]}}]}   | {"a":"x/bin/y"}   | false
          {"a":[{"anything-but":{"wildcard":["*/lib/*","*/bin/*"]}}]}   | {"a":"x/src/y"}   | true
          {"a":[{"anything-but":{"wildcard":"*/lib/*"}}]}               | {"a":false}       | true
          """)
  void anythingButTakesEveryOtherValue(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[{"numeric":[">",0,"<=",5]}]}   | {"a":5}              | true
          {"a":[{"numeric":[">",0,"<=",5]}]}   | {"a":0}              | false
          {"a":[{"numeric":[">",0,"<=",5]}]}   | {"a":0.0001}         | true
          {"a":[{"numeric":[">",0,"<=",5]}]}   | {"a":5.0000001}      | false
          {"a":[{"numeric":[">",0,"<=",5]}]}   | {"a":"3"}            | false
          {"a":[{"numeric":[">",0,"<=",5]}]}   | {"a":null}           | false
          {"a":[{"numeric":["=",3.018e2]}]}    | {"a":301.80}         | true
          {"a":[{"numeric":["=",3.018e2]}]}    | {"a":301.8000001}    | false
          {"a":[{"numeric":["<",-5]}]}         | {"a":-5.5}           | true
          {"a":[{"numeric":["<",-5]}]}         | {"a":-5}             | false
          {"a":[{"numeric":["<=",-5]}]}        | {"a":-5.0}           | true
          {"a":[{"numeric":[">=",1e10]}]}      | {"a":10000000000}    | true
          {"a":[{"numeric":[">=",1e10]}]}      | {"a":9999999999}     | false
          {"a":[{"numeric":[">",0]}]}          | {"a":1e300}          | true
          {"a":[{"numeric":[">",0]}]}          | {"a":1e400}          | false
          {"a":[{"numeric":[">",0]}]}          | {"a":0.12345678901234567890123} | false
          {"a":[{"numeric":[">",0]}]}          | {"a":9007199254740993} | false
          {"a":[{"numeric":[">",0]}]}          | {"a":[-1,"x",7]}     | true
          """)
  void aNumberMatchesTheRangeThatItIsIn(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[{"cidr":"10.0.0.0/24"}]}        | {"a":"10.0.0.255"}        | true
          {"a":[{"cidr":"10.0.0.0/24"}]}        | {"a":"10.0.1.0"}          | false
          {"a":[{"cidr":"10.0.0.0/24"}]}        | {"a":"10.0.0"}            | false
          {"a":[{"cidr":"10.0.0.0/24"}]}        | {"a":"10.0.0.256"}        | false
          {"a":[{"cidr":"10.0.0.0/24"}]}        | {"a":10}                  | false
          {"a":[{"cidr":"2001:db8::/32"}]}      | {"a":"2001:db8::1"}       | true
          {"a":[{"cidr":"2001:db8::/32"}]}      | {"a":"2001:DB8:0:0::1"}   | true
          {"a":[{"cidr":"2001:db8::/32"}]}      | {"a":"2001:db9::1"}       | false
          {"a":["10.0.0.1"]}                    | {"a":"10.0.0.1"}          | true
          {"a":["10.0.0.1"]}                    | {"a":"10.0.0.2"}          | false
          {"a":["2001:db8::1"]}                 | {"a":"2001:0db8:0::0:1"}  | true
          {"a":["10.0.19041.450"]}              | {"a":"10.0.19041.450"}    | true
          {"a":[{"cidr":"10.0.0.0/24"},{"prefix":"10.0.19"}]} | {"a":"10.0.19041.450"} | true
          {"a":{"b":[{"cidr":"10.0.0.0/24"}]}}  | {"a":[{"b":["10.0.0.999","10.0.0.9"]}]} | true
          """)
  void anAddressMatchesItsNetworkInAnySpelling(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[{"exists":true}]}               | {"a":"x"}        | true
          {"a":[{"exists":true}]}               | {"a":""}         | true
          {"a":[{"exists":true}]}               | {"a":null}       | true
          {"a":[{"exists":true}]}               | {"a":[1]}        | true
          {"a":[{"exists":true}]}               | {}               | false
          {"a":[{"exists":true}]}               | {"a":{"b":1}}    | false
          {"a":[{"exists":true}]}               | {"a":{}}         | false
          {"a":[{"exists":true}]}               | {"a":[]}         | false
          {"a":[{"exists":false}]}              | {}               | true
          {"a":[{"exists":false}]}              | {"a":null}       | false
          {"a":[{"exists":false}]}              | {"a":{"b":1}}    | true
          {"a":[{"exists":false}]}              | {"a":[]}         | true
          {"a":{"b":[{"exists":false}]}}        | {"a":{"c":1}}    | true
          {"a":{"b":[{"exists":false}]}}        | {"c":1}          | true
          {"a":[{"exists":false}],"b":["x"]}    | {"b":"x"}        | true
          {"a":["x",{"exists":false}]}          | {}               | true
          {"a":["x",{"exists":false}]}          | {"a":"y"}        | false
          """)
  void aFieldExistsWhereItHasAValue(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":["y"]}                     | {"a":["x","y"]}                             | true
          {"a":["y"]}                     | {"a":[["x"],[["y"]]]}                       | true
          {"a":{"b":[1],"c":[2]}}         | {"a":[{"b":1,"c":2},{"b":3}]}               | true
          {"a":{"b":[1],"c":[2]}}         | {"a":[{"b":1,"c":3},{"b":3,"c":2}]}         | false
          {"a":{"b":[1],"c":[2]}}         | {"a":[{"b":[1,9],"c":[2,8]}]}               | true
          {"a":{"b":{"c":[1]},"d":[2]}}   | {"a":[{"b":[{"c":1}],"d":2}]}               | true
          {"a":{"b":{"c":[1]},"d":[2]}}   | {"a":[{"b":[{"c":1}]},{"d":2}]}             | false
          {"a":{"b":{"c":[1],"d":[2]}}}   | {"a":[{"b":[{"c":1},{"d":2}]}]}             | false
          {"a":{"b":[1]},"c":{"d":[2]}}   | {"a":[{"b":0},{"b":1}],"c":[{"d":2},{"d":0}]} | true
          """)
  void fieldsInOneElementMatchTogether(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{"b":[1]}}       | {"a.b":1}          | true
          {"a.b":[1]}           | {"a":{"b":1}}      | true
          {"a.b":{"c":[1]}}     | {"a":{"b.c":1}}    | true
          """)
  void aNameWithDotsIsSeveralNames(String pattern, String event, boolean expected) {
    assertMatch(pattern, event, expected);
  }

  @Test
  void allPatternsAreMatchedAtOnce() throws InvalidPatternException {
    List<EventPattern> patterns =
        List.of(
            EventPattern.parse("{\"a\":[{\"exists\":true}]}"),
            EventPattern.parse("{\"a\":[2]}"),
            EventPattern.parse("{\"b\":[{\"exists\":false}]}"),
            EventPattern.parse("{\"a\":[1]}"),
            EventPattern.parse("{\"a\":[1]}"));

    assertThat(new RuleMatcher(patterns).match(tree("{\"a\":1}"))).containsExactly(0, 2, 3, 4);
    assertThat(new RuleMatcher(List.of()).match(tree("{\"a\":1}"))).isEmpty();
  }

  @Test
  void theEventIsNotChanged() throws InvalidPatternException {
    ObjectNode event = tree("{\"a\":{\"b\":[\"1.2.3.400\"]}}");

    new RuleMatcher(List.of(EventPattern.parse("{\"a\":{\"b\":[{\"cidr\":\"1.0.0.0/8\"}]}}")))
        .match(event);

    assertThat(event).isEqualTo(tree("{\"a\":{\"b\":[\"1.2.3.400\"]}}"));
  }

  @Test
  void largeArraysInSeveralFieldsAreTooCostly() throws InvalidPatternException {
    RuleMatcher matcher =
        new RuleMatcher(
            List.of(
                EventPattern.parse("{\"d\":{\"a\":[{\"exists\":true}],\"b\":{\"c\":[\"x\"]}}}"),
                EventPattern.parse("{\"d\":{\"e\":{\"f\":[1],\"g\":[2]}}}"),
                EventPattern.parse("{\"d\":{\"e\":{\"f\":[7]}}}")));
    String numbers =
        IntStream.range(0, 2000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    String objects =
        IntStream.range(0, 2000)
            .mapToObj(i -> "{\"f\":" + i + ",\"g\":2,\"c\":3}")
            .collect(Collectors.joining(","));

    assertThat(
            List.of(
                matcher.isTooCostly(tree("{\"d\":{\"a\":[" + numbers + "],\"b\":{\"c\":[1,2]}}}")),
                matcher.isTooCostly(tree("{\"d\":{\"e\":[" + objects + "]}}")),
                matcher.isTooCostly(
                    tree("{\"d\":{\"e\":[" + objects + "],\"a\":[" + numbers + "]}}")),
                matcher.isTooCostly(
                    tree("{\"d\":{\"x\":[" + objects + "],\"a\":[" + numbers + "]}}"))))
        .containsOnly(false);
    assertThat(
            List.of(
                matcher.isTooCostly(
                    tree("{\"d\":{\"a\":[" + numbers + "],\"b\":[" + objects + "]}}")),
                matcher.isTooCostly(
                    tree("{\"d.a\":[" + numbers + "],\"d\":{\"b.c\":[" + numbers + "]}}"))))
        .containsOnly(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                     | a pattern is an object
          {                                      | Unexpected end-of-input
          {}                                     | Empty objects are not allowed
          {"a":{}}                               | Empty objects are not allowed
          {"a":[]}                               | Empty arrays are not allowed
          {"a":1}                                | "a" must be an object or an array
          {"a":[[1]]}                            | Match value must be String, number, true, false, or null
          {"a":[{}]}                             | Match expression name not found
          {"a":[1],"a":[2]}                      | Duplicate field 'a'
          {"a.b":[1],"a":{"b":[2]}}              | Path `a.b` cannot be allowed multiple times
          {"a":[1],"$or":[{"a":[2]},{"b":[1]}]}  | Path `a` cannot be allowed multiple times
          {"$or":[{"a":[2]}]}                    | There must have at least 2 Objects in $or relationship.
          {"$or":{"a":[2]}}                      | It must be an Array followed with $or.
          {"$or":[{"prefix":[1]},{"b":[1]}]}     | prefix is Ruler reserved fieldName which cannot be used inside $or.
          {"":[1]}                               | a field's name is empty; it would never match
          {"a":{"":[1]}}                         | a field's name is empty; it would never match
          {"a":[{"regex":"x"}]}                  | Unrecognized match type regex
          {"a":[{"prefix":1}]}                   | prefix match pattern must be a string
          {"a":[{"prefix":"a","suffix":"b"}]}    | Only one key allowed in match expression
          {"a":[{"wildcard":"a**b"}]}            | Consecutive wildcard characters at pos 2
          {"a":[{"wildcard":"a\\\\b"}]}          | Invalid escape character at pos 2
          {"a":[{"numeric":[">",5,"<",3]}]}      | Bottom must be less than top
          {"a":[{"numeric":[">",1,">",2]}]}      | Bad numeric range operator: >
          {"a":[{"numeric":["=","1"]}]}          | Value of equals must be numeric
          {"a":[{"numeric":[">"]}]}              | Value of > must be numeric
          {"a":[{"numeric":[">",9007199254740993]}]} | Cannot compare number : 9007199254740993
          {"a":[{"numeric":["=",1e400]}]}        | Cannot compare number : 1e400
          {"a":[{"anything-but":1e400}]}         | Cannot compare number : 1e400
          {"a":[{"anything-but":["x",1]}]}       | Inside anything but list, either all values are number or string
          {"a":[{"anything-but":[]}]}            | Inside anything but list, either all values are number or string
          {"a":[{"anything-but":[true]}]}        | Inside anything but list, start
          {"a":[{"anything-but":null}]}          | Value of anything-but must be an array or single string/number value.
          {"a":[{"anything-but":{"cidr":"x"}}]}  | Unsupported anything-but pattern: cidr
          {"a":[{"exists":1}]}                   | exists match pattern must be either true or false.
          {"a":[{"cidr":"10.0.0.0/33"}]}         | IPv4 mask bits must be < 32
          {"a":[{"cidr":"banana"}]}              | Malformed CIDR, one '/' required
          """)
  void whatIsNoPatternIsRefused(String pattern, String message) {
    assertThatThrownBy(() -> EventPattern.parse(pattern))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aNumberThatIsTooLongIsRefusedAlthoughNobodyKnowsWhere() {
    String pattern = "{\"a\":[" + "1".repeat(StrictJson.MAX_NUMBER_LENGTH + 1) + "]}";

    assertThatThrownBy(() -> EventPattern.parse(pattern))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageStartingWith("Number value length (101)");
  }

  @Test
  void conditionsOfSeveralKindsOnOneFieldDoNotDisturbEachOther() throws InvalidPatternException {
    List<EventPattern> patterns =
        List.of(
            EventPattern.parse("{\"a\":[\"xx\"]}"),
            EventPattern.parse(
                "{\"a\":[{\"numeric\":[\">\",-1.5,\"<\",100]},{\"prefix\":\"yx\"}]}"),
            EventPattern.parse("{\"a\":[{\"wildcard\":\"*x*\"}]}"),
            EventPattern.parse("{\"a\":[{\"equals-ignore-case\":\"X\"}]}"));
    RuleMatcher matcher = new RuleMatcher(patterns);

    assertThat(matcher.match(tree("{\"a\":\"xx\"}"))).containsExactly(0, 2);
    assertThat(matcher.match(tree("{\"a\":\"yx\"}"))).containsExactly(1, 2);
    assertThat(matcher.match(tree("{\"a\":\"x\"}"))).containsExactly(2, 3);
    assertThat(matcher.match(tree("{\"a\":5}"))).containsExactly(1);
    assertThat(matcher.automata()).isEqualTo(4);
  }

  @Test
  void ordinaryPatternsAreOneAutomaton() throws InvalidPatternException {
    List<EventPattern> patterns =
        List.of(
            EventPattern.parse("{\"source\":[{\"exists\":true}]}"),
            EventPattern.parse("{\"source\":[\"shop\",{\"prefix\":\"shop.\"}],\"d\":{\"n\":[5]}}"),
            EventPattern.parse(
                "{\"d\":{\"n\":[{\"numeric\":[\">\",5]}],\"x\":[null,{\"anything-but\":\"y\"}]}}"));

    assertThat(new RuleMatcher(patterns).automata()).isEqualTo(1);
  }

  @Test
  void waysToMatchAreLimited() {
    String or = "\"$or\":[{\"a\":[1]},{\"b\":[1]}]";
    String pattern = or;
    for (int i = 0; i < 10; i++) {
      pattern = or + ",\"f" + i + "\":{" + pattern + "}";
    }
    String tooMany = "{" + pattern + "}";

    assertThatThrownBy(() -> EventPattern.parse(tooMany))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageStartingWith("the branches of all $or multiply to more than 1000 ways to match");
  }

  @Test
  void conditionsOfSeveralKindsMultiplyToo() throws InvalidPatternException {
    String branches =
        IntStream.range(0, 40).mapToObj(i -> "{\"g\":[" + i + "]}").collect(joining(","));
    String either = "{\"$or\":[" + branches + "]," + ofTwoKinds(5) + "}";

    assertThat(EventPattern.parse("{" + ofTwoKinds(5) + "}").wildcardCosts()).isEmpty();
    assertThatThrownBy(() -> EventPattern.parse("{" + ofTwoKinds(6) + "}"))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageStartingWith(
            "conditions of different kinds on one field multiply to more than 32 ways to match");
    assertThatThrownBy(() -> EventPattern.parse(either))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageStartingWith(
            "the branches of all $or, and conditions of different kinds, multiply to more than"
                + " 1000 ways to match");
  }

  /** Conditions of two kinds on each of some fields. */
  private static String ofTwoKinds(int fields) {
    return IntStream.range(0, fields)
        .mapToObj(i -> "\"f" + i + "\":[\"x\",1]")
        .collect(joining(","));
  }

  @Test
  void wildcardsAreCounted() throws InvalidPatternException {
    assertThat(
            EventPattern.parse(
                    "{\"a\":{\"b\":[{\"wildcard\":\"*x*\"},{\"wildcard\":\"y*\"}]},"
                        + "\"c\":[{\"anything-but\":{\"wildcard\":[\"*z*\",\"w\"]}}],\"d\":[1]}")
                .wildcardCosts())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a.b", 5, "c", 4));
  }

  private static void assertMatch(String pattern, String event, boolean expected) {
    try {
      int[] matched = new RuleMatcher(List.of(EventPattern.parse(pattern))).match(tree(event));
      assertThat(matched).isEqualTo(expected ? new int[] {0} : new int[0]);
    } catch (InvalidPatternException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ObjectNode tree(String json) {
    try {
      return StrictJson.mapper().readValue(json, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
