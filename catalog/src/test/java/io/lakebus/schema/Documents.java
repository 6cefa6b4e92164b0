// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random JSON documents that disagree with each other as much as they can. */
final class Documents {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Few names, so that documents meet in the same columns; some of them nasty. */
  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "c",
          "id",
          "price",
          "Price",
          "PRICE",
          "venue",
          "city",
          "items",
          "a.b",
          "b.c",
          "A.B",
          "a_x2Eb",
          "items.price",
          "items.element",
          "element",
          "",
          " ",
          "x y",
          "-1",
          "1",
          "_event_id",
          "_RESCUED",
          "_received_at_day",
          "_file",
          "$path",
          "quo\"te",
          "it's",
          "a/b",
          "a~b",
          "~1",
          "naïve",
          "😀",
          "日本",
          "tab\t",
          "n".repeat(255),
          "n".repeat(256),
          "é".repeat(200),
          "İ",
          "i̇",
          "null",
          "select");

  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "2027-03-01",
          "12.50",
          "true",
          "null",
          "😀",
          "\udc00half",
          "\0",
          "quo\"te",
          "{\"a\":1}",
          "x".repeat(5000));

  private static final List<String> NUMBERS =
      List.of(
          "0.0",
          "1.0",
          "1e3",
          "0.1",
          "12.50",
          "1e400",
          "-1e400",
          "1e-400",
          "4.9e-324",
          "1e308",
          "123456789.123456789123456789",
          "9007199254740993.0",
          "1e18",
          "1e19",
          "1e999999999",
          "1e-999999999",
          "-0.5");

  private static final List<String> INTEGERS =
      List.of(
          "0",
          "1",
          "-1",
          "42",
          "9007199254740992",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "18446744073709551616",
          "-9223372036854775809",
          "123456789012345678901234567890");

  private final RandomGenerator random;

  Documents(RandomGenerator random) {
    this.random = random;
  }

  ObjectNode next() {
    return object(1);
  }

  private ObjectNode object(int level) {
    ObjectNode object = NODES.objectNode();
    int size = random.nextInt(level == 1 ? 8 : 4);
    for (int i = 0; i < size; i++) {
      object.set(pick(NAMES), value(level + 1));
    }
    return object;
  }

  private JsonNode value(int level) {
    int kind = random.nextInt(level > 5 ? 8 : 12);
    return switch (kind) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2, 3 -> NODES.numberNode(random.nextInt(1000));
      case 4 -> integer(new BigInteger(pick(INTEGERS)));
      case 5 -> NODES.numberNode(new BigDecimal(pick(NUMBERS)));
      case 6, 7 -> NODES.textNode(pick(TEXTS));
      case 8, 9 -> object(level);
      default -> array(level);
    };
  }

  private ArrayNode array(int level) {
    ArrayNode array = NODES.arrayNode();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      array.add(value(level + 1));
    }
    return array;
  }

  private static JsonNode integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? NODES.numberNode(value.longValueExact())
        : NODES.numberNode(value);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
