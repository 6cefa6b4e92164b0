// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lakebus.event.StrictJson;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the cells of a CSV become in JSON.
 *
 * <p>A cell that is exactly a JSON number becomes that number, digit for digit: {@code 12}, {@code
 * -0.50}, {@code 1.5e-7}. What only looks like one stays a string: {@code 007}, {@code +4917…},
 * {@code 1,000}, {@code NaN}, and integers that 64 bits do not hold, which are ids rather than
 * amounts. {@code true} and {@code false} become booleans. An empty cell is no field.
 */
final class CellTypes {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final boolean allStrings;
  private final Set<String> stringColumns;

  private CellTypes(boolean allStrings, Set<String> stringColumns) {
    this.allStrings = allStrings;
    this.stringColumns = Set.copyOf(stringColumns);
  }

  /** Numbers and booleans are recognised, except in these columns. */
  static CellTypes recognised(Set<String> stringColumns) {
    return new CellTypes(false, stringColumns);
  }

  /** Every cell is a string. */
  static CellTypes allStrings() {
    return new CellTypes(true, Set.of());
  }

  /** The value of a cell; empty for an empty cell. */
  Optional<JsonNode> value(String column, String cell) {
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    if (allStrings || stringColumns.contains(column)) {
      return Optional.of(NODES.textNode(cell));
    }
    if (cell.equals("true") || cell.equals("false")) {
      return Optional.of(NODES.booleanNode(cell.equals("true")));
    }
    return Optional.of(
        isNumber(cell) ? NODES.rawValueNode(new RawValue(cell)) : NODES.textNode(cell));
  }

  private static boolean isNumber(String cell) {
    if (cell.length() > StrictJson.MAX_NUMBER_LENGTH) {
      return false;
    }
    Matcher matcher = NUMBER.matcher(cell);
    if (!matcher.matches()) {
      return false;
    }
    boolean integer = matcher.group(1) == null && matcher.group(2) == null;
    return integer ? isLong(cell) : Double.isFinite(Double.parseDouble(cell));
  }

  private static boolean isLong(String cell) {
    try {
      return Long.toString(Long.parseLong(cell)).equals(cell);
    } catch (NumberFormatException beyondLong) {
      return false;
    }
  }
}
