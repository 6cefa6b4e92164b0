// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Tells by its columns what the bus did not make, and calls it by a noun for a sentence. What has
 * the columns that the bus writes is the bus's, whoever made it.
 */
final class Stranger {

  /** What the catalog finds under a name that is taken, and is no table. */
  static final String VIEW = "a view, or something else that is no Iceberg table";

  private Stranger() {}

  /** A table that rows of rules cannot be written to, since it lacks a reserved column. */
  static Optional<String> amongRouted(Schema schema) {
    return ReservedColumns.fields().stream()
        .filter(reserved -> ReservedColumns.position(schema, reserved).isEmpty())
        .findFirst()
        .map(
            reserved ->
                "a table without the column " + reserved.name() + " of type " + reserved.type());
  }

  /** A table that has not all of these columns, in their order, and no others. */
  static Optional<String> insteadOf(Schema own, Schema schema) {
    return sameColumns(own.columns(), schema.columns())
        ? Optional.empty()
        : Optional.of("a table with other columns");
  }

  private static boolean sameColumns(List<NestedField> some, List<NestedField> others) {
    return some.size() == others.size()
        && IntStream.range(0, some.size()).allMatch(i -> isSame(some.get(i), others.get(i)));
  }

  /** Within lists, maps and structs the ids are the catalog's, so only the kind is compared. */
  private static boolean isSame(NestedField one, NestedField other) {
    return one.name().equals(other.name())
        && (one.type().isPrimitiveType()
            ? one.type().equals(other.type())
            : one.type().typeId() == other.type().typeId());
  }
}
