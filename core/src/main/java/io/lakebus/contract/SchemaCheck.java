// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds everything that is wrong with a schema. */
final class SchemaCheck {

  private SchemaCheck() {}

  /** Every mistake: what the dialect does not allow, and what a contract does not. */
  static List<SchemaProblem> problems(ObjectNode schema) {
    List<SchemaProblem> problems = metaProblems(schema);
    SchemaWalk walk = new SchemaWalk(problems);
    walk.root(schema);
    problems.addAll(walk.references().problems());
    return problems;
  }

  /** One for each place: its value may be wrong in each of several ways that it could be right. */
  private static List<SchemaProblem> metaProblems(ObjectNode schema) {
    Map<String, String> messages = new LinkedHashMap<>();
    for (Error error : SchemaLibrary.metaErrors(schema)) {
      messages.merge(
          error.getInstanceLocation().toString(),
          error.getMessage(),
          (first, second) -> first.contains(second) ? first : first + "; " + second);
    }
    List<SchemaProblem> problems = new ArrayList<>();
    messages.forEach((pointer, message) -> problems.add(new SchemaProblem(pointer, message)));
    return problems;
  }
}
