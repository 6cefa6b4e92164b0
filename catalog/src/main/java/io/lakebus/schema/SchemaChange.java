// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rows want a table's schema to have in addition. Wishes, not steps: {@link
 * TableKeeper#evolve} compares them with the schema as it is then, so a change may be asked for
 * twice, by several processes, and against a schema that is no longer the newest one.
 */
public final class SchemaChange {

  /** The place of columns, in place of the id of a struct. */
  static final int ROOT = -1;

  /** No wish. */
  public static final SchemaChange NONE = new SchemaChange(Map.of(), Set.of());

  /**
   * Where a field is wanted.
   *
   * @param parent the id of the field that holds the struct, or {@link #ROOT}
   * @param name the field's name
   */
  record Slot(int parent, String name) {}

  private final Map<Slot, JsonType> fields;
  private final Set<Integer> optional;

  SchemaChange(Map<Slot, JsonType> fields, Set<Integer> optional) {
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    this.optional = Collections.unmodifiableSet(new TreeSet<>(optional));
  }

  /** The wishes of both; one evolution can serve many rows. */
  public SchemaChange and(SchemaChange other) {
    Map<Slot, JsonType> allFields = new LinkedHashMap<>(fields);
    other.fields.forEach((slot, type) -> allFields.merge(slot, type, JsonType::merge));
    Set<Integer> allOptional = new TreeSet<>(optional);
    allOptional.addAll(other.optional);
    return new SchemaChange(allFields, allOptional);
  }

  /** The fields that are wanted, in the order in which they were seen. */
  Map<Slot, JsonType> fields() {
    return fields;
  }

  /** The ids of required fields that shall be optional. */
  Set<Integer> optional() {
    return optional;
  }

  boolean isEmpty() {
    return fields.isEmpty() && optional.isEmpty();
  }

  @Override
  public String toString() {
    return "SchemaChange[fields=" + fields + ", optional=" + optional + "]";
  }
}
