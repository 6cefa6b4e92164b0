// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.perf;

import io.lakebus.bench.agent.CpuTimes;
import io.lakebus.bench.agent.Fields;
import io.lakebus.bench.agent.Outcome;
import io.lakebus.gateway.log.KafkaSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Kafka's performance test, run again and again in one process, so that its code is compiled as a
 * server's is. Producer and topic have the gateway's settings, except for how long a record may
 * take: the test fills the producer's memory and waits for it to be emptied.
 */
final class PerfTest implements AutoCloseable {

  /** Of a first run, until it is known how many are done in a second. */
  private static final double FIRST_RATE = 20_000;

  private final KafkaSettings settings;
  private final String topic;
  private final Path payloads;
  private final Path producer;
  private final Admin admin;
  private double rate = FIRST_RATE;

  /**
   * Makes the topic, and writes down the producer's settings beside the payloads.
   *
   * @param settings the gateway's
   * @param payloads the values of records, one a line
   */
  PerfTest(KafkaSettings settings, String topic, Path payloads)
      throws IOException, InterruptedException {
    this.settings = settings;
    this.topic = topic;
    this.payloads = payloads;
    this.producer = payloads.resolveSibling("perf-test.properties");
    this.admin = Topics.admin(settings.bootstrapServers());
    write();
    create();
  }

  private void write() throws IOException {
    Properties properties = settings.producer();
    properties.remove(ProducerConfig.MAX_BLOCK_MS_CONFIG);
    properties.remove(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    properties.remove(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, topic);
    Properties texts = new Properties();
    properties.forEach((name, value) -> texts.setProperty((String) name, value.toString()));
    try (Writer writer = Files.newBufferedWriter(producer)) {
      texts.store(writer, null);
    }
  }

  private void create() throws IOException, InterruptedException {
    Map<String, String> configs = new HashMap<>(settings.topicConfig());
    configs.putAll(Topics.retention());
    NewTopic made =
        new NewTopic(topic, settings.partitions(), (short) settings.replicationFactor())
            .configs(configs);
    try {
      admin.createTopics(List.of(made)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IOException("Kafka does not make the topic " + topic, e.getCause());
      }
    }
  }

  /** Runs about as long as it is asked to. */
  Fields run(Fields question) throws IOException, InterruptedException {
    double seconds = question.number("time") / 1e9;
    List<Long> pids = List.of(ProcessHandle.current().pid(), question.number("broker"));
    long records = Math.max(1, (long) (rate * seconds));
    long before = Topics.end(admin, topic);
    List<Duration> cpuBefore = CpuTimes.of(pids);
    long start = System.nanoTime();
    runToolFor(records);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    List<Duration> cpu = CpuTimes.between(cpuBefore, CpuTimes.of(pids));
    long kept = Topics.end(admin, topic) - before;
    rate = kept * 1e9 / time.toNanos();
    return new Outcome(kept, kept, records - kept, time, cpu, Outcome.NO_LATENCY).fields();
  }

  private void runToolFor(long records) throws IOException {
    try {
      ProducerPerformance.main(
          new String[] {
            "--topic", topic,
            "--num-records", Long.toString(records),
            "--throughput", "-1",
            "--payload-file", payloads.toString(),
            "--command-config", producer.toString()
          });
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the performance test failed", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
