// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Converts JSON values to one primitive type. The result is null for a value that the type does not
 * hold exactly.
 */
@FunctionalInterface
interface Leaf {

  /** The value as Iceberg's generic records have it, or null if it does not fit. */
  Object convert(JsonNode value);

  /**
   * The conversion to a type. A type that Lakebus never creates, in a table that others made, takes
   * no value.
   */
  static Leaf to(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> value -> value.isBoolean() ? (Boolean) value.booleanValue() : null;
      case INTEGER -> value -> value.isNumber() ? Numbers.toInt(value) : null;
      case LONG -> value -> value.isNumber() ? Numbers.toLong(value) : null;
      case FLOAT -> value -> value.isNumber() ? Numbers.toFloat(value) : null;
      case DOUBLE -> value -> value.isNumber() ? Numbers.toDouble(value) : null;
      case STRING -> Leaf::toText;
      case DECIMAL -> toDecimal((Types.DecimalType) type);
      case DATE -> value -> value.isTextual() ? Texts.toDate(value.textValue()) : null;
      case TIME -> value -> value.isTextual() ? Texts.toTime(value.textValue()) : null;
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC()
              ? value -> value.isTextual() ? Texts.toInstant(value.textValue()) : null
              : value -> value.isTextual() ? Texts.toTimestamp(value.textValue()) : null;
      case UUID -> value -> value.isTextual() ? Texts.toUuid(value.textValue()) : null;
      case BINARY -> value -> value.isTextual() ? Texts.toBytes(value.textValue()) : null;
      default -> value -> null;
    };
  }

  private static Object toText(JsonNode value) {
    return value.isTextual() && Texts.isWellFormed(value.textValue()) ? value.textValue() : null;
  }

  private static Leaf toDecimal(Types.DecimalType type) {
    int precision = type.precision();
    int scale = type.scale();
    return value ->
        value.isNumber()
            ? Numbers.toDecimal(value, precision, scale)
            : value.isTextual() ? Numbers.toDecimal(value.textValue(), precision, scale) : null;
  }
}
