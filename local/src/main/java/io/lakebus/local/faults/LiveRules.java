// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.definition.DefinitionFiles;
import io.lakebus.local.control.LiveDefinition;
import io.lakebus.local.service.Uptake;
import io.lakebus.local.stack.BusFile;
import java.io.IOException;
import java.util.Optional;

/**
 * The bus definition of a stack under torture, changed while the stack runs. What comes of a
 * change, every row says by the version that it names.
 *
 * @param live publishes definitions
 * @param uptake tells who works by which
 */
record LiveRules(LiveDefinition live, Uptake uptake) {

  /** The two tables of the sample's bus that the events of one rule each go to. */
  private static final String ONE = "table: cat1\n";

  private static final String OTHER = "table: cat2\n";

  private static final String WRONG = "rules: none at all\n";

  /**
   * Publishes the definition with two tables exchanged: each rule's events go to the other one's.
   *
   * @return its version
   * @throws IOException if Kafka does not say that it has it
   */
  synchronized int exchange() throws IOException, InterruptedException {
    BusFile file = live.stack().bus();
    DefinitionFiles next =
        new DefinitionFiles(
            file.files().files().stream()
                .map(one -> new DefinitionFiles.NamedText(one.name(), exchanged(one.text())))
                .toList());
    int version = live.publish(next).version();
    file.replace(next);
    return version;
  }

  /** The text with the two tables exchanged; once more, and it is as before. */
  static String exchanged(String text) {
    if (!text.contains(ONE) || !text.contains(OTHER)) {
      throw new IllegalStateException("the bus has no rules whose tables can be exchanged");
    }
    String between = "table: between\n";
    return text.replace(ONE, between).replace(OTHER, ONE).replace(between, OTHER);
  }

  /**
   * Publishes a definition that is wrong, which nobody who checks it first would.
   *
   * @return the version that it would have
   * @throws IOException if Kafka does not say that it has it
   */
  synchronized int publishWrong() throws IOException, InterruptedException {
    return live.publish(DefinitionFiles.of("wrong.yaml", WRONG)).version();
  }

  /** Who works by a version that is wrong, in words; empty if nobody does. */
  Optional<String> inForceSomewhere(int version) throws InterruptedException {
    boolean somewhere =
        uptake.ofGateway().stream().anyMatch(has -> has == version)
            || uptake.ofJob().contains(version);
    return somewhere ? Optional.of(uptake.describe()) : Optional.empty();
  }
}
