// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.control;

import io.lakebus.bus.Bus;
import io.lakebus.definition.Definition;
import io.lakebus.definition.DefinitionFiles;
import io.lakebus.definition.DefinitionFollower;
import io.lakebus.definition.DefinitionLog;
import io.lakebus.definition.DefinitionLogException;
import io.lakebus.definition.DefinitionTopic;
import io.lakebus.definition.Judgement;
import io.lakebus.definition.KafkaDefinitionLog;
import io.lakebus.definition.LoggedDefinition;
import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The definition that is in force in a stack whose Kafka runs.
 *
 * @param stack the stack
 */
public record LiveDefinition(Stack stack) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(100);

  /** It is one broker's. */
  private static final DefinitionTopic TOPIC = new DefinitionTopic(1, 1);

  private DefinitionLog log() {
    return new KafkaDefinitionLog(
        stack.bus().name(),
        Map.of("bootstrap.servers", Ports.HOST + ":" + stack.ports().kafka()),
        Optional.of(TOPIC));
  }

  /**
   * The definition in force; empty if none was published.
   *
   * @throws DefinitionLogException if Kafka does not tell
   */
  public Optional<Definition> current() throws DefinitionLogException, InterruptedException {
    return DefinitionFollower.newest(stack.bus().name(), log(), PATIENCE);
  }

  /**
   * Every definition that has been in force, by its version, as far as Kafka still has it.
   *
   * @throws DefinitionLogException if Kafka does not tell
   */
  public SortedMap<Integer, Bus> versions() throws DefinitionLogException, InterruptedException {
    String bus = stack.bus().name();
    SortedMap<Integer, Bus> versions = new TreeMap<>();
    try (DefinitionLog.Reader reader = log().read()) {
      long end = reader.end();
      while (!reader.isAt(end)) {
        for (LoggedDefinition logged : reader.poll(POLL)) {
          if (logged.judge(bus) instanceof Judgement.Right(Definition right)) {
            versions.put(right.version(), right.bus());
          }
        }
      }
    }
    return versions;
  }

  /**
   * Publishes a definition that is known to be right.
   *
   * @throws DefinitionLogException if Kafka does not say that it has it
   */
  public LoggedDefinition.Published publish(DefinitionFiles files)
      throws DefinitionLogException, InterruptedException {
    return log().publish(files);
  }

  /**
   * Publishes the stack's file if what it says is not in force.
   *
   * @return what was published; empty if nothing had to be
   */
  public Optional<LoggedDefinition.Published> publishFile()
      throws IOException, InterruptedException {
    DefinitionFiles files = stack.bus().files();
    if (current().filter(inForce -> inForce.bus().equals(stack.bus().bus())).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(publish(files));
  }
}
