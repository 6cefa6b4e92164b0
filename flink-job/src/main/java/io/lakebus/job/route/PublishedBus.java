// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.bus.Bus;
import io.lakebus.definition.Definition;
import io.lakebus.definition.DefinitionFollower;
import io.lakebus.definition.DefinitionLog;
import io.lakebus.definition.DefinitionLogException;
import io.lakebus.definition.KafkaDefinitionLog;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The published definition of a bus. The one that the job is started with travels with it; those
 * that come into force later are followed, once in each process.
 *
 * <p>An operator that starts reads the definitions to their end first: so a job that has died never
 * goes on by an older definition than it had before.
 *
 * @param name the bus's name
 * @param logs opens the log of its definitions; equal ones open the same log
 * @param start the definition that the job is started with
 */
public record PublishedBus(String name, LogFactory logs, BusFiles start) implements BusSupplier {

  private static final long serialVersionUID = 1L;

  /** How long a start waits for the log; then the job fails over. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Opens the log of a bus's definitions, in whatever process it is. */
  public interface LogFactory extends Serializable {

    /** Opens the log. */
    DefinitionLog open(String bus);
  }

  /**
   * Opens the log in Kafka.
   *
   * @param client what a Kafka client needs
   */
  public record InKafka(Map<String, String> client) implements LogFactory {

    private static final long serialVersionUID = 1L;

    public InKafka {
      client = Map.copyOf(client);
    }

    @Override
    public DefinitionLog open(String bus) {
      return new KafkaDefinitionLog(bus, client, Optional.empty());
    }
  }

  public PublishedBus {
    requireNonNull(name, "name is null");
    requireNonNull(logs, "logs is null");
    requireNonNull(start, "start is null");
  }

  /**
   * The definition that is in force now, to start a job with.
   *
   * @throws IOException if there is none, or it cannot be found out
   */
  public static PublishedBus read(String name, LogFactory logs)
      throws IOException, InterruptedException {
    Definition newest =
        DefinitionFollower.newest(name, logs.open(name), PATIENCE)
            .orElseThrow(
                () ->
                    new DefinitionLogException(
                        "no definition of the bus " + name + " has been published"));
    return new PublishedBus(name, logs, new BusFiles(newest.files(), newest.version()));
  }

  @Override
  public Bus bus() {
    return start.bus();
  }

  @Override
  public int version() {
    return start.version();
  }

  @Override
  public BusInForce open() throws IOException, InterruptedException {
    FollowerLease lease = FollowerLease.of(name, logs);
    try {
      if (!lease.follower().awaitEnd(PATIENCE)) {
        throw new DefinitionLogException(
            "the definitions of the bus "
                + name
                + " are not read to their end: "
                + lease.follower().trouble().orElse("their log does not answer"));
      }
      return new FollowedBus(lease, new VersionedBus(start.version(), start.bus()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      lease.close();
      throw e;
    }
  }
}
