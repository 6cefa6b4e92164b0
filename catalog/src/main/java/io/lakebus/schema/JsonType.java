// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntSupplier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Type.PrimitiveType;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** What is known of a JSON value's type. */
sealed interface JsonType {

  /** Nothing is known: a null, an empty object, an empty list, a number that no column can hold. */
  enum Unknown implements JsonType {
    INSTANCE
  }

  /** A value of a primitive type. */
  record Scalar(PrimitiveType type) implements JsonType {
    static final Scalar BOOLEAN = new Scalar(Types.BooleanType.get());
    static final Scalar LONG = new Scalar(Types.LongType.get());
    static final Scalar DOUBLE = new Scalar(Types.DoubleType.get());
    static final Scalar STRING = new Scalar(Types.StringType.get());
  }

  /** An object; its fields are those of which something is known, at least one. */
  record Struct(SequencedMap<String, JsonType> fields) implements JsonType {}

  /** A list whose elements something is known of. */
  record ListOf(JsonType element) implements JsonType {}

  /** An object of these fields, or nothing known if nothing is known of any. */
  static JsonType struct(SequencedMap<String, JsonType> fields) {
    fields.values().removeIf(type -> type == Unknown.INSTANCE);
    return fields.isEmpty() ? Unknown.INSTANCE : new Struct(fields);
  }

  /** A list of these elements, or nothing known if nothing is known of them. */
  static JsonType listOf(JsonType element) {
    return element == Unknown.INSTANCE ? Unknown.INSTANCE : new ListOf(element);
  }

  /**
   * The type that holds values of both: long and double make double, structs have the fields of
   * both. Where no type holds both, this one stays, and the other's values are rescued.
   */
  default JsonType merge(JsonType other) {
    if (this == Unknown.INSTANCE) {
      return other;
    }
    if (equals(Scalar.LONG) && other.equals(Scalar.DOUBLE)) {
      return other;
    }
    if (this instanceof Struct left && other instanceof Struct right) {
      SequencedMap<String, JsonType> fields = new LinkedHashMap<>(left.fields);
      right.fields.forEach((name, type) -> fields.merge(name, type, JsonType::merge));
      return new Struct(fields);
    }
    if (this instanceof ListOf left && other instanceof ListOf right) {
      return new ListOf(left.element.merge(right.element));
    }
    return this;
  }

  /**
   * The Iceberg type, all optional.
   *
   * @param ids gives each field its id
   * @throws IllegalStateException if nothing is known
   */
  default Type toIceberg(IntSupplier ids) {
    return switch (this) {
      case Unknown unknown -> throw new IllegalStateException("nothing is known of this type");
      case Scalar scalar -> scalar.type;
      case ListOf list -> Types.ListType.ofOptional(ids.getAsInt(), list.element.toIceberg(ids));
      case Struct struct -> {
        List<NestedField> fields = new ArrayList<>(struct.fields.size());
        for (Map.Entry<String, JsonType> field : struct.fields.entrySet()) {
          int id = ids.getAsInt();
          fields.add(NestedField.optional(id, field.getKey(), field.getValue().toIceberg(ids)));
        }
        yield Types.StructType.of(fields);
      }
    };
  }
}
