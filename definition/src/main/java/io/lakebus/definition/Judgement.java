// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** Whether what a log has at one place can come into force. */
public sealed interface Judgement {

  /**
   * It can.
   *
   * @param definition the definition
   */
  record Right(Definition definition) implements Judgement {

    public Right {
      requireNonNull(definition, "definition is null");
    }
  }

  /**
   * It cannot.
   *
   * @param problems everything that is wrong with it
   */
  record Wrong(List<String> problems) implements Judgement {

    public Wrong {
      problems = List.copyOf(problems);
    }
  }
}
