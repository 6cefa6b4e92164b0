// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The names that a schema has, and whether one more can be added so that every engine still reads
 * the table. A name is refused, and its values rescued, if
 *
 * <ul>
 *   <li>it is empty, longer than 255 bytes, or holds control characters or half a surrogate pair:
 *       Parquet or JSON cannot write it, or nobody could type it;
 *   <li>as a column, it is a reserved one's, with or without a suffix, one of Iceberg's metadata
 *       columns' or begins with {@code $} (Trino's hidden columns do);
 *   <li>it is the name of one of the table's partition fields;
 *   <li>a sibling differs from it only by case: Trino and Athena could not tell them apart;
 *   <li>its path, joined by dots, is another field's path: {@code "a.b"} beside {@code b} in {@code
 *       a}. Iceberg finds fields by such paths;
 *   <li>a sibling has the same name in Parquet, where Iceberg escapes all but letters, digits and
 *       underscores: {@code "a.b"} beside {@code "a_x2Eb"}.
 * </ul>
 *
 * All other names work, dots, quotes, spaces and emoji included.
 */
final class SchemaNames {

  /**
   * A field that can hold fields or elements.
   *
   * @param path its names joined by dots
   * @param shortPath the same without {@code element} where the elements are structs, a second name
   *     that Iceberg has for it
   * @param level its level; 0 for the row itself
   */
  record Place(String path, String shortPath, int level) {

    /** The place of a field of this struct. */
    Place field(String name) {
      return new Place(join(path, name), join(shortPath, name), level + 1);
    }

    /** The place of this list's elements. */
    Place element(boolean structs) {
      return new Place(
          join(path, ELEMENT), structs ? shortPath : join(shortPath, ELEMENT), level + 1);
    }

    private static String join(String path, String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }

  /** The row itself. */
  static final Place ROW = new Place("", "", 0);

  /** The name of a list's elements. */
  private static final String ELEMENT = "element";

  private final Map<Integer, Place> places = new HashMap<>();
  private final Set<String> lowerCasePaths = new HashSet<>();
  private final Set<String> filePaths = new HashSet<>();
  private final Set<String> partitionFields = new HashSet<>();
  private int columns;

  /**
   * @param schema the table's schema
   * @param partitionNames the names of its partition fields; Iceberg does not read a table with a
   *     column of such a name, unless the field is the column itself
   */
  SchemaNames(Schema schema, Set<String> partitionNames) {
    places.put(SchemaChange.ROOT, ROW);
    partitionNames.forEach(name -> partitionFields.add(name.toLowerCase(Locale.ROOT)));
    for (String path : TypeUtil.indexByName(schema.asStruct()).keySet()) {
      lowerCasePaths.add(path.toLowerCase(Locale.ROOT));
    }
    for (NestedField column : schema.columns()) {
      if (!ReservedColumns.isReserved(column.name())) {
        walk(ROW, column);
      }
    }
  }

  private void walk(Place parent, NestedField field) {
    filePaths.add(filePath(parent, field.name()));
    walk(parent.field(field.name()), field.fieldId(), field.type());
  }

  private void walk(Place place, int fieldId, Type type) {
    places.put(fieldId, place);
    if (type.isStructType()) {
      type.asStructType().fields().forEach(field -> walk(place, field));
    } else if (type.isListType()) {
      Type element = type.asListType().elementType();
      walk(place.element(element.isStructType()), type.asListType().elementId(), element);
    } else {
      columns++;
    }
  }

  /** How many columns of primitive type can still be added. */
  int remainingColumns() {
    return TableLimits.MAX_COLUMNS - columns;
  }

  /** The place of a field by its id. */
  Place place(int fieldId) {
    return places.get(fieldId);
  }

  /** Whether a field of this name can be added there. */
  boolean isFree(Place parent, String name) {
    return parent.level() < TableLimits.MAX_LEVELS
        && isUsable(name)
        && (parent.level() > 0 || !isHidden(name))
        && !isPartitionField(parent, name)
        && isPathFree(parent.field(name))
        && !filePaths.contains(filePath(parent, name));
  }

  private boolean isPartitionField(Place parent, String name) {
    return !partitionFields.isEmpty()
        && partitionFields.contains(parent.field(name).path().toLowerCase(Locale.ROOT));
  }

  /** Whether no other field has one of the place's paths. */
  boolean isPathFree(Place field) {
    return !lowerCasePaths.contains(field.path().toLowerCase(Locale.ROOT))
        && !lowerCasePaths.contains(field.shortPath().toLowerCase(Locale.ROOT));
  }

  /** Notes that a field is added there. */
  void add(Place parent, String name) {
    addPath(parent.field(name));
    filePaths.add(filePath(parent, name));
  }

  /** Notes that there are elements now. */
  void addPath(Place place) {
    lowerCasePaths.add(place.path().toLowerCase(Locale.ROOT));
    lowerCasePaths.add(place.shortPath().toLowerCase(Locale.ROOT));
  }

  /** Takes one of the remaining columns of primitive type, if there is one. */
  boolean takeColumn() {
    if (remainingColumns() <= 0) {
      return false;
    }
    columns++;
    return true;
  }

  private static boolean isUsable(String name) {
    return !name.isEmpty()
        && name.length() <= TableLimits.MAX_NAME_BYTES
        && name.chars().noneMatch(Character::isISOControl)
        && Texts.isWellFormed(name)
        && name.getBytes(StandardCharsets.UTF_8).length <= TableLimits.MAX_NAME_BYTES;
  }

  private static boolean isHidden(String name) {
    return name.charAt(0) == '$'
        || ReservedColumns.isReserved(name)
        || ReservedColumns.isDerived(name)
        || MetadataColumns.isMetadataColumn(name.toLowerCase(Locale.ROOT));
  }

  /** Where Parquet has the field, whatever its case; a slash occurs in no escaped name. */
  private static String filePath(Place parent, String name) {
    return parent.path().toLowerCase(Locale.ROOT)
        + "/"
        + AvroSchemaUtil.makeCompatibleName(name).toLowerCase(Locale.ROOT);
  }
}
