// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import java.util.Optional;

/** An attribute that names something: short, not empty, without control characters. */
enum Attribute {
  ID("id", 256),
  SOURCE("source", 256),
  DETAIL_TYPE("detail-type", 128),
  TYPE("type", 128);

  private final String fieldName;
  private final int maxLength;

  Attribute(String fieldName, int maxLength) {
    this.fieldName = fieldName;
    this.maxLength = maxLength;
  }

  String fieldName() {
    return fieldName;
  }

  /** What is wrong with a text as this attribute. */
  Optional<String> problem(String text) {
    return problem(text, fieldName);
  }

  /** The same, where the attribute has another name. */
  Optional<String> problem(String text, String name) {
    if (text.isEmpty()) {
      return Optional.of(name + " is empty");
    }
    if (text.codePointCount(0, text.length()) > maxLength) {
      return Optional.of(name + " is longer than " + maxLength + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(name + " has a control character");
    }
    return Optional.empty();
  }
}
