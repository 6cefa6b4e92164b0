// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/** The bus's topic on real brokers. Used by one thread. */
public final class KafkaTopic implements KafkaEventLog.Topic {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopic.class);

  private final String name;
  private final Supplier<Admin> admins;
  private final KafkaSettings settings;
  private Optional<Admin> admin = Optional.empty();
  private String lastTrouble = "";

  /**
   * @param name the topic's name
   * @param admins makes an admin client, or throws a {@link KafkaException} while it cannot
   * @param settings what the topic is created with
   */
  public KafkaTopic(String name, Supplier<Admin> admins, KafkaSettings settings) {
    this.name = requireNonNull(name, "name is null");
    this.admins = requireNonNull(admins, "admins is null");
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String name() {
    return name;
  }

  /** Asking the producer for the partitions also keeps what it knows of them warm. */
  @Override
  public boolean isServed(Producer<byte[], byte[]> producer) {
    try {
      boolean served = allPartitionsHaveLeaders() && !producer.partitionsFor(name()).isEmpty();
      lastTrouble = "";
      return served;
    } catch (ExecutionException e) {
      return trouble(e.getCause());
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      return trouble(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean allPartitionsHaveLeaders() throws InterruptedException, ExecutionException {
    Admin client = client();
    try {
      TopicDescription description =
          client.describeTopics(List.of(name())).allTopicNames().get().get(name());
      return description.partitions().stream().allMatch(KafkaTopic::hasLeader);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        create(client);
        return false; // looked at again at once
      }
      throw e;
    }
  }

  private void create(Admin client) throws InterruptedException, ExecutionException {
    NewTopic topic =
        new NewTopic(name(), settings.partitions(), (short) settings.replicationFactor())
            .configs(settings.topicConfig());
    try {
      client.createTopics(List.of(topic)).all().get();
      LOG.info("Created the topic {} with {} partitions", name(), settings.partitions());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) { // another gateway was faster
        throw e;
      }
    }
  }

  private Admin client() {
    if (admin.isEmpty()) {
      admin = Optional.of(admins.get());
    }
    return admin.get();
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }

  /** Says each trouble once, not at every look. */
  private boolean trouble(Throwable cause) {
    String trouble = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    if (!trouble.equals(lastTrouble)) {
      LOG.warn("The topic {} cannot be used now: {}", name(), trouble);
      lastTrouble = trouble;
    }
    return false;
  }

  @Override
  public void close() {
    admin.ifPresent(client -> client.close(Duration.ZERO));
    admin = Optional.empty();
  }
}
