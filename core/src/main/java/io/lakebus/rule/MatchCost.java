// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Estimates, from above, how many steps the matcher takes for an event. It tries the values of one
 * field with those of the next: two arrays of 50,000 elements each, in two fields that one pattern
 * names, are 2,500,000,000 steps, and fit into a megabyte. Elements of one array add up, because
 * the matcher keeps to one of them at a time.
 */
final class MatchCost {

  /** The paths of the fields that patterns name, and of all that lead to them. */
  private final Set<String> paths = new HashSet<>();

  MatchCost(Collection<EventPattern> patterns) {
    for (EventPattern pattern : patterns) {
      for (EventPattern.Leaf leaf : pattern.leaves()) {
        String path = leaf.path();
        paths.add(path);
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
          paths.add(path.substring(0, dot));
        }
      }
    }
  }

  /** The estimate for an event. */
  double of(JsonNode event) {
    return of(event, "");
  }

  private double of(JsonNode node, String path) {
    if (node.isArray()) {
      double sum = 0;
      for (JsonNode element : node) {
        sum += element.isContainerNode() ? of(element, path) : 1;
      }
      return Math.max(sum, 1);
    }
    double product = 1;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isContainerNode()) {
        // A name with dots in it is as good as several names.
        String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        if (paths.contains(below)) {
          product *= of(field.getValue(), below);
        }
      }
    }
    return product;
  }
}
