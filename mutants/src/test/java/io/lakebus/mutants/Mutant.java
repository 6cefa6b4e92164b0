// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.LogRecordReader;
import io.lakebus.local.check.Invariant;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** A fault that is built in, the scene in which it shows, and the invariant that it breaks. */
enum Mutant {
  ACKS_ZERO("acks=0", Scene.BROKER_DIES, Invariant.NOTHING_LOST),
  ACK_BEFORE_CALLBACK("ack before callback", Scene.GATEWAY_DIES, Invariant.NOTHING_LOST),
  SKIP_EPOCH_CHECK("skip epoch check", Scene.JOB_DIES_AFTER_COMMIT, Invariant.NOTHING_TWICE),
  COMMIT_TWICE("commit twice", Scene.NOTHING_FAILS, Invariant.NOTHING_TWICE),
  DROP_ONE_COMMITTABLE("drop one committable", Scene.NOTHING_FAILS, Invariant.NOTHING_LOST),
  CLEAN_ALL_ON_OWN_SNAPSHOT("cleanAll on own snapshot", Scene.REPLY_LOST, Invariant.METADATA),
  LATEST_NOT_EARLIEST("latest instead of earliest", Scene.NOTHING_FAILS, Invariant.NOTHING_LOST),
  BLOOM_ONLY_DEDUP("Bloom-only dedup", Scene.NOTHING_FAILS, Invariant.NOTHING_LOST),
  WRONG_RULES_ON_REPLAY("wrong rule version on replay", Scene.RULES_CHANGE, Invariant.ROUTING),
  SWALLOW_POISON("swallow poison record", Scene.NOTHING_FAILS, Invariant.NOTHING_LOST),

  /** The job finds a gap and stops: what comes then is not in the tables. */
  EXPIRE_LAST_OWN_SNAPSHOT(
      "expire the last own snapshot", Scene.SNAPSHOTS_EXPIRE, Invariant.NOTHING_LOST);

  private final String title;
  private final Scene scene;
  private final Invariant breaks;

  Mutant(String title, Scene scene, Invariant breaks) {
    this.title = title;
    this.scene = scene;
    this.breaks = breaks;
  }

  Scene scene() {
    return scene;
  }

  /** The parts of a bus, one of them mutated. */
  Parts parts() {
    Parts real = Parts.real();
    return switch (this) {
      case ACKS_ZERO -> real.withLog(UnacknowledgedLog::open);
      case ACK_BEFORE_CALLBACK -> real.withGatewayMain(HastyGatewayMain.class);
      case SKIP_EPOCH_CHECK ->
          real.withCommits((commits, catalog) -> Commits.withoutLooking(commits));
      case COMMIT_TWICE -> real.withCommits((commits, catalog) -> Commits.twice(commits));
      case DROP_ONE_COMMITTABLE ->
          real.withCommits((commits, catalog) -> Commits.droppingOne(commits));
      case CLEAN_ALL_ON_OWN_SNAPSHOT -> real.withCommits(Commits::cleaningUp);
      case LATEST_NOT_EARLIEST -> real.withSource(Mutant::fromLatest);
      case BLOOM_ONLY_DEDUP -> real.withDedup(window -> new BloomDedup());
      case WRONG_RULES_ON_REPLAY -> real.withDefinition(RereadDefinition::ofText);
      case SWALLOW_POISON -> real.withRoute(SilentRoute::new);
      case EXPIRE_LAST_OWN_SNAPSHOT -> real.withExpiry(Expiries::ofAllThatThePipelineSaid);
    };
  }

  /** What it breaks, whatever else. */
  Invariant breaks() {
    return breaks;
  }

  @Override
  public String toString() {
    return title;
  }

  private static KafkaSource<LogRecord> fromLatest(String broker, String topic) {
    return KafkaSource.<LogRecord>builder()
        .setBootstrapServers(broker)
        .setTopics(topic)
        .setGroupId(topic)
        .setStartingOffsets(OffsetsInitializer.latest())
        .setDeserializer(new LogRecordReader())
        .build();
  }
}
