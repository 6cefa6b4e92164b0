// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Rule;
import io.lakebus.bus.TableNameTemplate;
import io.lakebus.transform.TransformSpec;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lakebus rules list}. */
@Command(
    name = "list",
    description = "Lists the rules: pattern, transform and tables of each.",
    mixinStandardHelpOptions = true)
final class RulesListCommand implements Callable<Integer> {

  @Mixin private DefinitionOptions definition;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Bus bus = definition.bus();
    PrintWriter out = spec.commandLine().getOut();
    if (definition.isJson()) {
      ArrayNode rules = JsonNodeFactory.instance.arrayNode();
      bus.rules().forEach(rule -> rules.add(json(rule, bus.name())));
      out.println(rules.toPrettyString());
    } else {
      bus.rules().forEach(rule -> print(rule, bus.name(), out));
    }
    return 0;
  }

  private static void print(Rule rule, String namespace, PrintWriter out) {
    out.println(rule.name());
    out.println("  pattern    " + rule.pattern().text());
    switch (rule.transform()) {
      case TransformSpec.None none -> {}
      case TransformSpec.Jsonata jsonata -> out.println("  jsonata    " + jsonata.expression());
      case TransformSpec.InputTransformer transformer -> {
        out.println("  paths      " + transformer.paths());
        out.println("  template   " + transformer.template());
      }
    }
    out.println(
        "  tables     "
            + rule.targets().stream()
                .map(target -> target.qualified(namespace))
                .collect(Collectors.joining(", ")));
  }

  private static ObjectNode json(Rule rule, String namespace) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rule", rule.name());
    json.putRawValue("pattern", new RawValue(rule.pattern().text()));
    switch (rule.transform()) {
      case TransformSpec.None none -> {}
      case TransformSpec.Jsonata jsonata -> json.put("jsonata", jsonata.expression());
      case TransformSpec.InputTransformer transformer -> {
        ObjectNode paths = json.putObject("input-paths");
        transformer.paths().forEach(paths::put);
        json.put("input-template", transformer.template());
      }
    }
    ArrayNode tables = json.putArray("tables");
    for (TableNameTemplate target : rule.targets()) {
      tables.add(target.qualified(namespace));
    }
    return json;
  }
}
