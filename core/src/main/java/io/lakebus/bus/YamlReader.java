// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.bus.Yaml.Kind;
import io.lakebus.bus.Yaml.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one file's YAML into values that know their place. */
final class YamlReader {

  /** Definitions nest a dozen levels; a node that contains itself has no end. */
  private static final int MAX_DEPTH = 100;

  /** What aliases can blow a few lines up to. */
  private static final int MAX_NODES = 1_000_000;

  private final String file;
  private final Problems problems;
  private int nodes;

  YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The file's documents; none if there is none, or one is not YAML. */
  List<Yaml> read(String text) {
    Place top = new Place(file, 1, "");
    try {
      List<Yaml> documents = new ArrayList<>();
      for (Node node :
          new Compose(LoadSettings.builder().setLabel(file).build()).composeAllFromString(text)) {
        documents.add(convert(node, top.onLine(line(node)), 0));
      }
      List<Yaml> said = documents.size() > 1 ? withoutEmpty(documents) : documents;
      if (said.isEmpty()) {
        problems.add(top, "the file is empty");
      }
      return said;
    } catch (TooLarge e) {
      problems.add(e.place, "nested too deep, or blown up by aliases");
      return List.of();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      problems.add(
          top.onLine(mark.map(Mark::getLine).orElse(0) + 1),
          "not YAML: "
              + e.getProblem()
              + mark.map(place -> " (column " + (place.getColumn() + 1) + ")").orElse(""));
      return List.of();
    } catch (YamlEngineException e) {
      problems.add(top, "not YAML: " + e.getMessage());
      return List.of();
    }
  }

  /** Between two separators there may be nothing but comments. */
  private static List<Yaml> withoutEmpty(List<Yaml> documents) {
    return documents.stream()
        .filter(document -> !(document instanceof Yaml.Scalar scalar && scalar.kind() == Kind.NULL))
        .toList();
  }

  private Yaml convert(Node node, Place place, int depth) {
    if (depth > MAX_DEPTH || nodes++ > MAX_NODES) {
      throw new TooLarge(place);
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, place, depth);
      case SequenceNode sequence -> sequence(sequence, place, depth);
      case ScalarNode scalar -> new Yaml.Scalar(place, kind(scalar), scalar.getValue());
      default -> throw new IllegalStateException("YAML has no " + node.getNodeType());
    };
  }

  private Yaml mapping(MappingNode node, Place place, int depth) {
    List<Yaml.Field> fields = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.add(place.onLine(line), "a key is a text");
        continue;
      }
      String key = keyNode.getValue();
      Integer before = lines.putIfAbsent(key, line);
      if (before != null) {
        problems.add(place.field(key).onLine(line), "the key is there already, on line " + before);
        continue;
      }
      fields.add(
          new Yaml.Field(
              key, convert(tuple.getValueNode(), place.field(key).onLine(line), depth + 1)));
    }
    return new Yaml.Mapping(place, fields);
  }

  private Yaml sequence(SequenceNode node, Place place, int depth) {
    List<Yaml> elements = new ArrayList<>();
    for (Node element : node.getValue()) {
      elements.add(
          convert(element, place.element(elements.size()).onLine(line(element)), depth + 1));
    }
    return new Yaml.Sequence(place, elements);
  }

  private static Kind kind(ScalarNode scalar) {
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      return Kind.NUMBER;
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return Kind.BOOLEAN;
    }
    return scalar.getTag().equals(Tag.NULL) ? Kind.NULL : Kind.TEXT;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** Leaves the recursion; never leaves this class. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Place place;

    TooLarge(Place place) {
      super("too large", null, false, false);
      this.place = place;
    }
  }
}
