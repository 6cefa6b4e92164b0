// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The schemas within a schema, and which of them apply which others to the same value of a detail:
 * by a keyword such as {@code allOf}, or by a reference. A reference that leads out of the schema,
 * or to nowhere, is a problem; and so is a circle, in which a check would never end.
 */
final class References {

  private final Set<String> schemas = new HashSet<>();
  private final Map<String, String> anchors = new HashMap<>();
  private final Map<String, List<Edge>> edges = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();

  /** Schemas from which no circle can be reached, and those on the way to the one looked at. */
  private final Set<String> harmless = new HashSet<>();

  private final Set<String> path = new HashSet<>();

  /**
   * A reference.
   *
   * @param target what it says
   * @param schema the schema whose it is
   * @param pointer its own place
   */
  private record Reference(String target, String schema, String pointer) {}

  /**
   * That one schema applies another.
   *
   * @param target the other schema
   * @param pointer the place that says so
   */
  private record Edge(String target, String pointer) {}

  /** There is a schema at this place. */
  void schema(String pointer) {
    schemas.add(pointer);
  }

  /** A schema applies the one at a place within it. */
  void applies(String schema, String pointer) {
    edges.computeIfAbsent(schema, first -> new ArrayList<>()).add(new Edge(pointer, pointer));
  }

  /** A schema has an anchor; false if there is one of that name. */
  boolean anchor(String name, String schema) {
    return anchors.putIfAbsent(name, schema) == null;
  }

  /** A schema has a reference. */
  void reference(String target, String schema, String pointer) {
    references.add(new Reference(target, schema, pointer));
  }

  /** What is wrong with the references, once all schemas are known. */
  List<SchemaProblem> problems() {
    List<SchemaProblem> problems = new ArrayList<>();
    for (Reference reference : references) {
      String text = reference.target();
      if (!text.startsWith("#")) {
        problems.add(
            new SchemaProblem(
                reference.pointer(),
                "'" + text + "' leads out of the schema; a reference begins with #"));
        continue;
      }
      Optional<String> target = resolve(text);
      if (target.isPresent()) {
        edges
            .computeIfAbsent(reference.schema(), first -> new ArrayList<>())
            .add(new Edge(target.get(), reference.pointer()));
      } else {
        problems.add(
            new SchemaProblem(reference.pointer(), "'" + text + "' leads to no schema in here"));
      }
    }
    for (String schema : edges.keySet().stream().sorted().toList()) {
      findCircle(schema, problems);
    }
    return problems;
  }

  private Optional<String> resolve(String reference) {
    String fragment;
    try {
      fragment = URI.create(reference).getFragment();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a URI: it leads nowhere
    }
    return fragment.isEmpty() || fragment.startsWith("/")
        ? Optional.of(fragment).filter(schemas::contains)
        : Optional.ofNullable(anchors.get(fragment));
  }

  private void findCircle(String schema, List<SchemaProblem> problems) {
    if (harmless.contains(schema)) {
      return;
    }
    path.add(schema);
    for (Edge edge : edges.getOrDefault(schema, List.of())) {
      if (path.contains(edge.target())) {
        problems.add(
            new SchemaProblem(
                edge.pointer(), "leads in a circle: it applies the schema that it is in itself"));
      } else {
        findCircle(edge.target(), problems);
      }
    }
    path.remove(schema);
    harmless.add(schema);
  }
}
