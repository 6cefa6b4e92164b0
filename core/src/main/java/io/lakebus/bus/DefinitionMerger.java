// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one mapping of the documents of several files. */
final class DefinitionMerger {

  /** What several files may add to. */
  private static final Set<String> ADDED_UP = Set.of("vendors", "rules", "tables", "contracts");

  private final Problems problems;
  private final Map<String, Yaml> merged = new LinkedHashMap<>();

  private DefinitionMerger(Problems problems) {
    this.problems = problems;
  }

  /** The merged definition; empty if a document is not a mapping. */
  static Optional<Yaml> merge(List<Yaml> documents, Problems problems) {
    DefinitionMerger merger = new DefinitionMerger(problems);
    boolean mappings = true;
    for (Yaml document : documents) {
      if (document instanceof Yaml.Mapping mapping) {
        mapping.fields().forEach(field -> merger.add(field.key(), field.value()));
      } else {
        problems.add(document.place(), "is " + document.noun() + ", but a definition is a mapping");
        mappings = false;
      }
    }
    List<Yaml.Field> fields = new ArrayList<>();
    merger.merged.forEach((key, value) -> fields.add(new Yaml.Field(key, value)));
    return mappings
        ? Optional.of(new Yaml.Mapping(documents.getFirst().place(), fields))
        : Optional.empty();
  }

  private void add(String key, Yaml value) {
    Yaml before = merged.putIfAbsent(key, value);
    if (before == null) {
      return;
    }
    if (ADDED_UP.contains(key)
        && before instanceof Yaml.Mapping first
        && value instanceof Yaml.Mapping second) {
      merged.put(key, union(first, second));
    } else {
      problems.add(value.place(), alreadyThere(before));
    }
  }

  private Yaml.Mapping union(Yaml.Mapping first, Yaml.Mapping second) {
    Map<String, Yaml> fields = new LinkedHashMap<>();
    first.fields().forEach(field -> fields.put(field.key(), field.value()));
    for (Yaml.Field field : second.fields()) {
      Yaml before = fields.putIfAbsent(field.key(), field.value());
      if (before != null) {
        problems.add(field.value().place(), alreadyThere(before));
      }
    }
    return new Yaml.Mapping(
        first.place(),
        fields.entrySet().stream()
            .map(field -> new Yaml.Field(field.getKey(), field.getValue()))
            .toList());
  }

  private static String alreadyThere(Yaml before) {
    return "is there already, in " + before.place().file() + " on line " + before.place().line();
  }
}
