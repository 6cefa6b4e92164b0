// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import io.lakebus.job.log.Expired;
import io.lakebus.job.log.KafkaTopicView;
import io.lakebus.job.log.LogGapException;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.LogSource;
import io.lakebus.job.log.LogTopic;
import io.lakebus.job.log.Offsets;
import io.lakebus.testing.Await;
import io.lakebus.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The log of a real Kafka broker, read by a job on Flink's mini cluster. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LogSourceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the jobs have read, by topic: {@code partition:offset}. Operators travel as bytes. */
  private static final Map<String, Queue<String>> READ = new ConcurrentHashMap<>();

  @TempDir private static Path folder;
  private static KafkaBroker broker;
  private static Admin kafka;
  private static KafkaProducer<byte[], byte[]> producer;

  private final List<JobClient> jobs = new ArrayList<>();
  private String topic;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = new KafkaBroker(Files.createDirectory(folder.resolve("broker")));
    broker.start();
    kafka = Admin.create(Map.of("bootstrap.servers", broker.address()));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stopBroker() {
    producer.close(Duration.ZERO);
    kafka.close(Duration.ZERO);
    broker.close();
  }

  @BeforeEach
  void makeTopic(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    READ.put(topic, new ConcurrentLinkedQueue<>());
    create();
  }

  @AfterEach
  void endJobs() throws Exception {
    for (JobClient job : jobs) {
      // The cluster of a job that has ended is gone.
      if (!job.getJobExecutionResult().isDone()) {
        job.cancel().get();
      }
    }
  }

  @Test
  void aJobWithoutStateStopsAtOffsetsThatHaveExpired() throws Exception {
    append(0, 10);
    expireBefore(6);

    JobClient job = start(Offsets.of(Map.of(0, 3L)), Expired.STOP);

    assertThatThrownBy(() -> end(job))
        .rootCause()
        .isInstanceOf(LogGapException.class)
        .hasMessage(
            "The log does not have the records that come next: "
                + topic
                + " partition 0 is read up to offset 3, and the log has offsets from 6 up to 10."
                + " What is missing has expired before it was read, and the job does not jump."
                + " Start it from a checkpoint or savepoint whose offsets the log still has; or,"
                + " to lose what is missing, start it without state and with"
                + " start.without-state=skip-expired.");
    assertThat(READ.get(topic)).isEmpty();
  }

  @Test
  void aJobWithStateStopsAtOffsetsThatHaveExpired() throws Exception {
    append(0, 5);
    String savepoint = readAndStop(5);
    append(0, 5);
    expireBefore(8);

    JobClient job = restore(savepoint);

    assertThatThrownBy(() -> end(job))
        .rootCause()
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining(
            topic + " partition 0 is read up to offset 5, and the log has offsets from 8 up to 10");
    assertThat(READ.get(topic)).hasSize(5);
  }

  @Test
  void aJobThatIsToldToSkipsWhatHasExpired() throws Exception {
    append(0, 10);
    expireBefore(7);

    start(Offsets.of(Map.of(0, 3L)), Expired.SKIP);

    awaitRead("0:7", "0:8", "0:9");
  }

  @Test
  void aPartitionThatIsAddedIsReadFromItsBeginning() throws Exception {
    append(0, 1);
    start(Offsets.NONE, Expired.STOP);
    awaitRead("0:0");

    widen();
    append(1, 3);

    awaitRead("0:0", "1:0", "1:1", "1:2");
  }

  @Test
  void aPartitionThatIsAddedWhileNoJobRunsIsReadFromItsBeginning() throws Exception {
    append(0, 1);
    String savepoint = readAndStop(1);
    widen();
    append(1, 2);

    restore(savepoint);

    awaitRead("0:0", "1:0", "1:1");
  }

  @Test
  void offsetsBeyondTheEndStopTheJob() throws Exception {
    append(0, 2);

    JobClient job = start(Offsets.of(Map.of(0, 3L)), Expired.SKIP);

    assertThatThrownBy(() -> end(job))
        .rootCause()
        .isInstanceOf(LogGapException.class)
        .hasMessage(
            "The log does not have the records that come next: "
                + topic
                + " partition 0 is read up to offset 3, and the log has offsets from 0 up to 2."
                + " An offset beyond the end of the log means that the topic was created anew or"
                + " has lost records. Bring the old topic back; or, to begin anew with the log as"
                + " it is, drop or rename the bus's tables and start the job without state.");
    assertThat(READ.get(topic)).isEmpty();
  }

  @Test
  void aTopicThatWasCreatedAnewIsNotTakenForTheOldOne() throws Exception {
    append(0, 2);
    String savepoint = readAndStop(2);
    createAnew();
    append(0, 5);

    JobClient job = restore(savepoint);

    assertThatThrownBy(() -> end(job))
        .rootCause()
        .isInstanceOf(LogGapException.class)
        .hasMessageStartingWith("The topic " + topic + " was deleted and created anew");
    // Kafka forgets a group's offsets of a topic that is deleted.
    assertThat(checkpointed()).as("nothing of the new topic is in a checkpoint").isIn(0L, 2L);
  }

  @Test
  void aJobWithoutStateDoesNotTakeANewTopicForTheOneThatTheTablesTellOf() throws Exception {
    append(0, 2);
    String read = topicId();
    createAnew();
    append(0, 5);

    JobClient job = start(flink(), Offsets.of(Map.of(0, 2L)), Expired.STOP, Optional.of(read));

    assertThatThrownBy(() -> end(job))
        .rootCause()
        .isInstanceOf(LogGapException.class)
        .hasMessageStartingWith("The topic " + topic + " was deleted and created anew")
        .hasMessageContaining(read)
        .hasMessageContaining(topicId())
        .hasMessageContaining("drop or rename the bus's tables");
    assertThat(checkpointed()).as("nothing of the new topic is in a checkpoint").isZero();
  }

  @Test
  void aJobWithoutStateGoesOnInTheTopicThatTheTablesTellOf() throws Exception {
    append(0, 4);

    start(flink(), Offsets.of(Map.of(0, 2L)), Expired.STOP, Optional.of(topicId()));

    awaitRead("0:2", "0:3");
  }

  @Test
  void aTopicThatIsCreatedAnewWhileTheJobRunsStopsIt() throws Exception {
    append(0, 4);
    JobClient job = start(Offsets.NONE, Expired.STOP);
    Await.until(PATIENCE, () -> checkpointed() == 4);

    createAnew();

    assertThatThrownBy(() -> end(job))
        .rootCause()
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining(topic)
        .hasMessageContaining("created anew");
    assertThat(READ.get(topic)).hasSize(4);
  }

  private void append(int partition, int records) throws Exception {
    for (int i = 0; i < records; i++) {
      producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1})).get();
    }
  }

  private void create() throws Exception {
    kafka.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
  }

  private void createAnew() throws Exception {
    kafka.deleteTopics(List.of(topic)).all().get();
    create();
  }

  private void widen() throws Exception {
    kafka.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
  }

  private void expireBefore(long offset) throws Exception {
    kafka
        .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  /** With each checkpoint the job shows its offsets to Kafka. */
  private long checkpointed() {
    try {
      return kafka
          .listConsumerGroupOffsets(topic)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(topic))
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitRead(String... expected) {
    Await.until(PATIENCE, () -> READ.get(topic).size() >= expected.length);
    assertThat(READ.get(topic)).containsExactlyInAnyOrder(expected);
  }

  private String readAndStop(int records) throws Exception {
    JobClient job = start(Offsets.NONE, Expired.STOP);
    Await.until(PATIENCE, () -> READ.get(topic).size() == records);
    String savepoint =
        job.stopWithSavepoint(
                false,
                folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get();
    job.getJobExecutionResult().get();
    return savepoint;
  }

  private static void end(JobClient job) throws Exception {
    job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private JobClient restore(String savepoint) throws Exception {
    Configuration flink = flink();
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return start(flink, Offsets.NONE, Expired.STOP, Optional.empty());
  }

  private JobClient start(Offsets start, Expired expired) throws Exception {
    return start(flink(), start, expired, Optional.empty());
  }

  private LogTopic log() {
    return new LogTopic(
        Map.of("bootstrap.servers", broker.address()), topic, topic, Duration.ofMillis(200));
  }

  private String topicId() throws Exception {
    try (KafkaTopicView view = new KafkaTopicView(log())) {
      return view.id();
    }
  }

  private JobClient start(
      Configuration flink, Offsets start, Expired expired, Optional<String> known)
      throws Exception {
    LogTopic log = log();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, flink);
    env.fromSource(
            LogSource.of(log, start, expired, known),
            WatermarkStrategy.noWatermarks(),
            "log",
            TypeInformation.of(LogRecord.class))
        .uid("log")
        .map(new Note(topic))
        .returns(Types.STRING)
        .uid("note")
        .sinkTo(new DiscardingSink<>())
        .uid("end");
    JobClient job = env.executeAsync(topic);
    jobs.add(job);
    return job;
  }

  /** Flink as the job sets it, so that what is not to be tried again would be tried for ever. */
  private static Configuration flink() {
    return JobWiring.flink(folder.resolve("checkpoints"), 2, Duration.ofMillis(200));
  }

  /** Notes what it sees. */
  private record Note(String topic) implements MapFunction<LogRecord, String> {

    @Override
    public String map(LogRecord log) {
      String seen = log.partition() + ":" + log.offset();
      READ.get(topic).add(seen);
      return seen;
    }
  }
}
