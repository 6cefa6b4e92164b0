// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.contract.ContractSchema;
import io.lakebus.contract.InvalidSchemaException;
import io.lakebus.contract.SchemaProblem;
import io.lakebus.event.DetailReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the contracts of a definition. */
final class ContractsReader {

  private final Problems problems;

  ContractsReader(Problems problems) {
    this.problems = problems;
  }

  /** The contracts that are right, by detail-type. */
  Map<String, Contract> read(Fields contracts) {
    Map<String, Contract> result = new LinkedHashMap<>();
    contracts
        .takeAll()
        .forEach(
            (type, value) -> {
              problems.attempt(value.place(), type, ContractsReader::detailType);
              contract(Fields.of(value, problems))
                  .ifPresent(contract -> result.put(type, contract));
            });
    return result;
  }

  /** A type has one contract at most, so that no two of them can differ about an event. */
  private static String detailType(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty, but should be a detail-type");
    }
    if (text.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "'" + text + "': a contract is for one detail-type, without stars");
    }
    return text;
  }

  private Optional<Contract> contract(Fields fields) {
    Optional<Yaml> value = fields.take("schema");
    if (fields.isMapping() && value.isEmpty()) {
      problems.add(fields.place(), "'schema' is missing");
    }
    Optional<ContractSchema> schema = value.flatMap(this::schema);
    Contract.Handling handling =
        fields.take("violation", ContractsReader::handling).orElse(Contract.Handling.REFUSE);
    fields.finish("schema", "violation");
    return schema.map(one -> new Contract(one, handling));
  }

  private static Contract.Handling handling(String text) {
    return switch (text) {
      case "refuse" -> Contract.Handling.REFUSE;
      case "quarantine" -> Contract.Handling.QUARANTINE;
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is not what happens to an event: refuse or quarantine");
    };
  }

  private Optional<ContractSchema> schema(Yaml value) {
    if (!(value instanceof Yaml.Mapping)) {
      problems.add(
          value.place(), "is " + value.noun() + ", but should be a JSON Schema, a mapping");
      return Optional.empty();
    }
    return JsonLines.write(value, problems)
        .flatMap(lines -> tree(lines))
        .flatMap(tree -> schema(tree, value));
  }

  private Optional<ObjectNode> tree(JsonLines lines) {
    return switch (DetailReader.read(lines.bytes())) {
      case DetailReader.Detail.Tree read -> Optional.of(read.tree());
      case DetailReader.Detail.Invalid invalid -> {
        problems.add(lines.place(invalid.problem().line()), invalid.problem().message());
        yield Optional.empty();
      }
    };
  }

  private Optional<ContractSchema> schema(ObjectNode tree, Yaml value) {
    try {
      return Optional.of(ContractSchema.of(tree));
    } catch (InvalidSchemaException e) {
      for (SchemaProblem problem : e.problems()) {
        problems.add(YamlPointer.place(value, problem.pointer()), problem.message());
      }
      return Optional.empty();
    }
  }
}
