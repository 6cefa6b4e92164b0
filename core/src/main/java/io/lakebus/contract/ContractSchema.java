// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import io.lakebus.event.DetailReader;
import java.util.List;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * A JSON Schema (dialect 2020-12) that is known to be right, and checks details. Thread-safe.
 *
 * <p>It is one document: a reference leads into the schema itself. {@code format} is an assertion,
 * and only such formats can be asked for as are checked. Regular expressions are Java's. What the
 * dialect takes but nobody can mean is refused: keywords of older drafts, which it would ignore,
 * and references that lead in a circle.
 *
 * <p>What one check costs is bounded, whatever the schema and the detail: in steps, in how often a
 * regular expression looks at a character, and in the depth of the stack. A detail whose check
 * would cost more violates its contract. The bounds but the last are counts, so that two programs
 * that check one detail come to one result.
 */
public final class ContractSchema {

  private static final List<Violation> TOO_COSTLY =
      List.of(new Violation("checking it against the contract would cost too much", ""));

  private final ObjectNode tree;
  private final Schema compiled;

  private ContractSchema(ObjectNode tree, Schema compiled) {
    this.tree = tree;
    this.compiled = compiled;
  }

  /**
   * Reads a schema.
   *
   * @param schema its JSON; copied
   * @throws InvalidSchemaException if it is not one, with every mistake
   */
  public static ContractSchema of(ObjectNode schema) throws InvalidSchemaException {
    requireNonNull(schema, "schema is null");
    List<SchemaProblem> problems = SchemaCheck.problems(schema);
    if (!problems.isEmpty()) {
      throw new InvalidSchemaException(problems);
    }
    ObjectNode tree = schema.deepCopy();
    // What it is called elsewhere has no meaning here, and nothing is looked for there.
    return new ContractSchema(
        schema.deepCopy(), SchemaLibrary.compile(tree.remove(Set.of("$schema", "$id"))));
  }

  /**
   * Checks a detail that is not parsed yet. One that is not JSON violates every contract.
   *
   * @param detail its bytes
   */
  public List<Violation> violations(byte[] detail) {
    return switch (DetailReader.read(detail)) {
      case DetailReader.Detail.Tree read -> violations(read.tree());
      case DetailReader.Detail.Invalid invalid ->
          List.of(
              new Violation(invalid.problem().message(), invalid.problem().pointer().orElse("")));
    };
  }

  /**
   * Checks a detail.
   *
   * @param detail its tree; nothing in it is changed
   * @return the places where it is not as the schema says, at most 20; none if it is
   */
  public List<Violation> violations(ObjectNode detail) {
    Evaluation evaluation = new Evaluation();
    try {
      compiled.validate(evaluation, detail);
    } catch (EnoughException e) {
      return evaluation.violations();
    } catch (TooCostlyException | StackOverflowError e) {
      // An expression or a schema can go deep for each character or level; nothing here is left
      // half done by that, for nothing but the evaluation is written to.
      return TOO_COSTLY;
    }
    return evaluation.violations();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContractSchema schema && tree.equals(schema.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** The schema's JSON, on one line. */
  @Override
  public String toString() {
    return tree.toString();
  }
}
