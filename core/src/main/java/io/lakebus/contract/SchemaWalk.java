// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.dialect.DialectId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Goes through a schema and all schemas in it, and looks at what the dialect's own description
 * leaves open: expressions, formats, names, and where references lead. What is not of the right
 * kind is that description's to find, and is passed over here.
 */
final class SchemaWalk {

  /** Keywords whose value is a schema for the same value of a detail. */
  private static final Set<String> SAME_VALUE = Set.of("not", "if", "then", "else");

  /** Keywords whose value is a list of such. */
  private static final Set<String> SAME_VALUE_LISTS = Set.of("allOf", "anyOf", "oneOf");

  /** Keywords whose value is a schema for what is in the value, or for nothing at once. */
  private static final Set<String> OTHER_VALUE =
      Set.of(
          "additionalProperties",
          "contains",
          "contentSchema",
          "items",
          "propertyNames",
          "unevaluatedItems",
          "unevaluatedProperties");

  /** Keywords whose value has a schema for each name. */
  private static final Set<String> OTHER_VALUE_MAPS =
      Set.of("$defs", "definitions", "patternProperties", "properties");

  /** Keywords of older drafts that the dialect ignores, and what it has instead. */
  private static final Map<String, String> OLD_KEYWORDS =
      Map.of(
          "additionalItems", "'items' beside 'prefixItems'",
          "dependencies", "'dependentRequired' and 'dependentSchemas'",
          "$recursiveAnchor", "'$dynamicAnchor'",
          "$recursiveRef", "'$dynamicRef'");

  private static final Set<String> FORMATS =
      TextFormat.ALL.stream().map(TextFormat::getName).collect(Collectors.toSet());

  private final List<SchemaProblem> problems;
  private final References references = new References();

  /**
   * @param problems takes what is wrong
   */
  SchemaWalk(List<SchemaProblem> problems) {
    this.problems = problems;
  }

  /** Where the references of the schema lead. */
  References references() {
    return references;
  }

  /** Goes through a whole schema. */
  void root(JsonNode schema) {
    String dialect = schema.path("$schema").asText(DialectId.DRAFT_2020_12);
    if (!dialect.equals(DialectId.DRAFT_2020_12)
        && !dialect.equals(DialectId.DRAFT_2020_12 + "#")) {
      problem(
          "/$schema", "is not " + DialectId.DRAFT_2020_12 + ", the one dialect that is understood");
    }
    schema(schema, "");
  }

  private void schema(JsonNode schema, String pointer) {
    references.schema(pointer);
    schema
        .properties()
        .forEach(
            keyword ->
                keyword(
                    keyword.getKey(),
                    keyword.getValue(),
                    pointer,
                    JsonPointers.member(pointer, keyword.getKey())));
  }

  private void keyword(String name, JsonNode value, String schema, String pointer) {
    if (SAME_VALUE.contains(name)) {
      sameValue(value, schema, pointer);
    } else if (SAME_VALUE_LISTS.contains(name)) {
      for (int i = 0; i < value.size() && value.isArray(); i++) {
        sameValue(value.get(i), schema, JsonPointers.element(pointer, i));
      }
    } else if (name.equals("dependentSchemas")) {
      value
          .properties()
          .forEach(
              one -> sameValue(one.getValue(), schema, JsonPointers.member(pointer, one.getKey())));
    } else if (OTHER_VALUE.contains(name)) {
      schema(value, pointer);
    } else if (OTHER_VALUE_MAPS.contains(name)) {
      value
          .properties()
          .forEach(one -> schema(one.getValue(), JsonPointers.member(pointer, one.getKey())));
    } else if (name.equals("prefixItems")) {
      for (int i = 0; i < value.size() && value.isArray(); i++) {
        schema(value.get(i), JsonPointers.element(pointer, i));
      }
    } else if (OLD_KEYWORDS.containsKey(name)) {
      problem(pointer, "is of an older draft; 2020-12 has " + OLD_KEYWORDS.get(name));
    }
    if (name.equals("patternProperties")) {
      value
          .properties()
          .forEach(one -> pattern(one.getKey(), JsonPointers.member(pointer, one.getKey())));
    }
    if (value.isTextual()) {
      text(name, value.textValue(), schema, pointer);
    }
  }

  private void sameValue(JsonNode child, String schema, String pointer) {
    references.applies(schema, pointer);
    schema(child, pointer);
  }

  private void text(String keyword, String value, String schema, String pointer) {
    switch (keyword) {
      case "pattern" -> pattern(value, pointer);
      case "format" -> {
        if (!FORMATS.contains(value)) {
          problem(
              pointer,
              "'"
                  + value
                  + "' is not a format that is checked; those are "
                  + FORMATS.stream().sorted().collect(Collectors.joining(", ")));
        }
      }
      case "$id", "$schema" -> {
        if (!schema.isEmpty()) {
          problem(pointer, "stands at the top only: a contract is one schema");
        }
      }
      case "$anchor", "$dynamicAnchor" -> {
        if (!references.anchor(value, schema)) {
          problem(pointer, "'" + value + "' is an anchor already");
        }
      }
      case "$ref", "$dynamicRef" -> references.reference(value, schema, pointer);
      default -> {}
    }
  }

  private void pattern(String regex, String pointer) {
    try {
      new BoundedPattern(regex);
    } catch (PatternSyntaxException e) {
      problem(
          pointer, "'" + regex + "' is not a regular expression of Java's: " + e.getDescription());
    }
  }

  private void problem(String pointer, String message) {
    problems.add(new SchemaProblem(pointer, message));
  }
}
