// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import io.lakebus.event.Rfc3339;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * EventBridge's input transformer: paths into the event give variables, a template puts them
 * together.
 *
 * <p>As there, a variable whose path is not in the event has no value: as a value it is left out,
 * within a text it is empty. Other than there, values are put in as trees, so that a quote in one
 * cannot break the result; a bad path or an unknown variable is found in the definition, not in the
 * events; and a template that is nothing but a variable without value fails and names the variable.
 *
 * <p>There are {@code aws.events.rule-name}, {@code aws.events.event} and {@code
 * aws.events.event.json} (the event with its detail), and {@code aws.events.event.ingestion-time}
 * (when the event was received). There is no {@code aws.events.rule-arn}: rules here have no ARN.
 */
final class InputTransformer implements Transform {

  private static final int MAX_PATHS = 100;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private static final String RULE_NAME = "aws.events.rule-name";
  private static final String EVENT = "aws.events.event";
  private static final String EVENT_JSON = "aws.events.event.json";
  private static final String INGESTION_TIME = "aws.events.event.ingestion-time";
  private static final Set<String> RESERVED = Set.of(RULE_NAME, EVENT, EVENT_JSON, INGESTION_TIME);

  private final String rule;
  private final Map<String, JsonPath> paths;
  private final Template template;

  private InputTransformer(String rule, Map<String, JsonPath> paths, Template template) {
    this.rule = rule;
    this.paths = Map.copyOf(paths);
    this.template = template;
  }

  static Transform compile(String rule, TransformSpec.InputTransformer spec)
      throws InvalidTransformException {
    List<String> problems = new ArrayList<>();
    Map<String, JsonPath> paths = new HashMap<>();
    if (spec.paths().size() > MAX_PATHS) {
      problems.add("there are more than " + MAX_PATHS + " paths");
    }
    new TreeMap<>(spec.paths())
        .forEach(
            (name, path) -> {
              if (!NAME.matcher(name).matches() || name.startsWith("AWS")) {
                problems.add(
                    "'" + name + "' is not a variable: letters, digits, - and _, not AWS first");
              }
              try {
                paths.put(name, JsonPath.parseInEvent(path));
              } catch (IllegalArgumentException e) {
                problems.add("the path of '" + name + "': " + e.getMessage());
              }
            });
    Set<String> known = new HashSet<>(RESERVED);
    known.addAll(spec.paths().keySet());
    Template template = TemplateParser.parse(spec.template(), known, problems);
    if (template instanceof Template.Text
        || (problems.isEmpty()
            && template instanceof Template.Constant(JsonNode value)
            && !value.isContainerNode())) {
      problems.add("the template is neither an object nor a list nor one variable");
    }
    if (!problems.isEmpty()) {
      throw new InvalidTransformException(problems);
    }
    return new InputTransformer(rule, paths, template);
  }

  @Override
  public Yield apply(Event event, ObjectNode envelope) {
    JsonNode result = template.fill(name -> value(name, event, envelope));
    if (result.isMissingNode() && template instanceof Template.Variable(String name)) {
      return new Yield.Failed(
          Reason.TRANSFORM_FAILED, "the variable <" + name + "> has no value in this event");
    }
    return Transforms.rows(result);
  }

  private JsonNode value(String name, Event event, ObjectNode envelope) {
    return switch (name) {
      case RULE_NAME -> TextNode.valueOf(rule);
      case EVENT, EVENT_JSON -> envelope;
      case INGESTION_TIME -> TextNode.valueOf(Rfc3339.format(event.receivedAt()));
      default -> paths.get(name).of(envelope);
    };
  }
}
