// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.config.DataSize;
import io.lakebus.config.Setting;
import io.lakebus.config.Settings;
import io.lakebus.definition.DefinitionSource;
import io.lakebus.gateway.access.AccessLogTarget;
import io.lakebus.gateway.http.BodyLimits;
import io.lakebus.gateway.http.HttpSettings;
import io.lakebus.gateway.limit.RefusalLimits;
import io.lakebus.gateway.log.KafkaSettings;
import io.lakebus.gateway.tls.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's settings.
 *
 * @param definition where the bus definition comes from
 * @param http how the public server listens
 * @param tls how it speaks TLS; empty if it speaks plain HTTP
 * @param admin how the admin server listens
 * @param body the limits of one body
 * @param maxEvents how many events a call may have
 * @param maxInFlightBytes how many bytes of bodies may be in memory at one time
 * @param refusals how soon refusals are answered
 * @param accessLog where each request leaves a line
 * @param kafka how Kafka is used
 */
public record GatewayConfig(
    DefinitionSource definition,
    HttpSettings http,
    Optional<TlsSettings> tls,
    HttpSettings admin,
    BodyLimits body,
    int maxEvents,
    long maxInFlightBytes,
    RefusalLimits refusals,
    AccessLogTarget accessLog,
    KafkaSettings kafka) {

  /** A body is in one array. */
  private static final String LARGEST_BODY = Integer.MAX_VALUE + "B";

  /** Whoever waits for longer does not learn why. */
  private static final String LONGEST_DELAY = "10s";

  private static final String HIGHEST_RATE = RefusalLimits.MAX_BYTES_PER_SECOND + "B";

  /** Kafka counts them in 16 bits. */
  private static final String MOST_REPLICAS = Short.toString(Short.MAX_VALUE);

  private static final Setting<String> HTTP_HOST =
      Setting.text("http.host", "127.0.0.1", "The address the public server binds");
  private static final Setting<Integer> HTTP_PORT =
      Setting.port("http.port", 8080, "Its port; 0 for a free one");
  private static final Setting<Integer> HTTP_MAX_CONNECTIONS =
      Setting.positive("http.max-connections", 16_000, "How many connections it holds at one time");
  private static final Setting<Duration> HTTP_IDLE_TIMEOUT =
      Setting.duration("http.idle-timeout", "30s", "After which a silent connection is closed");
  private static final Setting<Duration> HTTP_HEAD_TIMEOUT =
      Setting.duration(
          "http.head-timeout", "10s", "How long the head of a request may take to arrive");
  private static final Setting<Duration> HTTP_STOP_TIMEOUT =
      Setting.duration("http.stop-timeout", "10s", "How long a stop waits for calls in flight");
  private static final Setting<String> ADMIN_HOST =
      Setting.text("admin.host", "127.0.0.1", "The address the admin server binds");
  private static final Setting<Integer> ADMIN_PORT =
      Setting.port("admin.port", 8085, "Its port; 0 for a free one");
  private static final Setting<DataSize> BODY_MAX_SIZE =
      Setting.atMost(
          LARGEST_BODY, Setting.size("body.max-size", "5MiB", "How large a body may be, inflated"));
  private static final Setting<Duration> BODY_TIMEOUT =
      Setting.duration("body.timeout", "30s", "How long a body may take to arrive");
  private static final Setting<Duration> BODY_GRACE =
      Setting.duration("body.grace", "5s", "How long a body may take whatever its rate");
  private static final Setting<DataSize> BODY_MIN_RATE =
      Setting.size(
          "body.min-rate", "1KiB", "How much of a body must come per second after that; 0 for any");
  private static final Setting<Integer> BODY_MAX_EVENTS =
      Setting.positive("body.max-events", 1_000, "How many events a call may have");
  private static final Setting<DataSize> BODY_MAX_IN_FLIGHT =
      Setting.size("body.max-in-flight", "64MiB", "How much of bodies may be in memory at a time");
  private static final Setting<DataSize> REFUSAL_RATE =
      Setting.atMost(
          HIGHEST_RATE,
          Setting.atLeast(
              "1B",
              Setting.size(
                  "refusal.rate",
                  "1MiB",
                  "How much a vendor may send per second that is refused, before answers to it are"
                      + " held back; a refusal counts 10KiB and its body, inflated")));
  private static final Setting<Duration> REFUSAL_MAX_DELAY =
      Setting.atMost(
          LONGEST_DELAY,
          Setting.duration(
              "refusal.max-delay", "5s", "For how long at most; 0s to answer refusals at once"));
  private static final Setting<AccessLogTarget> ACCESS_LOG_FILE =
      new Setting<>(
          "access-log.file",
          Optional.of(AccessLogTarget.STDOUT),
          "Where each request leaves a line: a file, stdout, or empty for nowhere",
          AccessLogTarget::parse);
  private static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.text("kafka.bootstrap-servers", "127.0.0.1:9092", "Where the Kafka brokers are");
  private static final Setting<Integer> KAFKA_PARTITIONS =
      Setting.positive("kafka.partitions", 4, "Partitions of a topic that the gateway creates");
  private static final Setting<Integer> KAFKA_REPLICATION_FACTOR =
      Setting.atMost(
          MOST_REPLICAS,
          Setting.positive(
              "kafka.replication-factor", 1, "Its replicas; 3 where there are 3 brokers"));
  private static final Setting<Integer> KAFKA_MIN_INSYNC_REPLICAS =
      Setting.positive(
          "kafka.min-insync-replicas",
          1,
          "How many replicas must have an event before a vendor gets a 2xx; 2 with 3 replicas");

  /** It compresses as lz4 does, whose writer takes 128 KB of heap for each batch, however small. */
  private static final Setting<String> KAFKA_COMPRESSION =
      Setting.text("kafka.compression", "snappy", "Compression of batches, as Kafka names it");

  private static final Setting<Duration> KAFKA_LINGER =
      Setting.duration("kafka.linger", "5ms", "How long an event waits for others to join it");
  private static final Setting<DataSize> KAFKA_BUFFER =
      Setting.size("kafka.buffer", "64MiB", "Memory for events that wait for Kafka");
  private static final Setting<Duration> KAFKA_DELIVERY_TIMEOUT =
      Setting.duration(
          "kafka.delivery-timeout", "1200ms", "After which a vendor gets a 503, at the latest");
  private static final Setting<Duration> KAFKA_CHECK_INTERVAL =
      Setting.duration("kafka.check-interval", "1s", "How often the topic's health is looked at");

  /** Every setting, in the order of the documents. */
  public static final List<Setting<?>> SETTINGS =
      List.of(
          DefinitionSource.FILE,
          DefinitionSource.NAME,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_MAX_CONNECTIONS,
          HTTP_IDLE_TIMEOUT,
          HTTP_HEAD_TIMEOUT,
          HTTP_STOP_TIMEOUT,
          TlsSettings.CERTIFICATE,
          TlsSettings.KEY,
          TlsSettings.CHECK_INTERVAL,
          ADMIN_HOST,
          ADMIN_PORT,
          BODY_MAX_SIZE,
          BODY_TIMEOUT,
          BODY_GRACE,
          BODY_MIN_RATE,
          BODY_MAX_EVENTS,
          BODY_MAX_IN_FLIGHT,
          REFUSAL_RATE,
          REFUSAL_MAX_DELAY,
          ACCESS_LOG_FILE,
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_PARTITIONS,
          KAFKA_REPLICATION_FACTOR,
          KAFKA_MIN_INSYNC_REPLICAS,
          KAFKA_COMPRESSION,
          KAFKA_LINGER,
          KAFKA_BUFFER,
          KAFKA_DELIVERY_TIMEOUT,
          KAFKA_CHECK_INTERVAL);

  /** Takes the gateway's settings out of those that were read. */
  public static GatewayConfig of(Settings settings) {
    return new GatewayConfig(
        DefinitionSource.of(settings),
        server(settings, HTTP_HOST, HTTP_PORT),
        TlsSettings.of(settings),
        server(settings, ADMIN_HOST, ADMIN_PORT),
        body(settings),
        settings.get(BODY_MAX_EVENTS),
        settings.get(BODY_MAX_IN_FLIGHT).bytes(),
        new RefusalLimits(settings.get(REFUSAL_RATE).bytes(), settings.get(REFUSAL_MAX_DELAY)),
        settings.get(ACCESS_LOG_FILE),
        kafka(settings));
  }

  private static BodyLimits body(Settings settings) {
    return new BodyLimits(
        Math.toIntExact(settings.get(BODY_MAX_SIZE).bytes()),
        settings.get(BODY_TIMEOUT),
        settings.get(BODY_GRACE),
        settings.get(BODY_MIN_RATE).bytes());
  }

  /** Both servers use the same timeouts and connection limit. */
  private static HttpSettings server(
      Settings settings, Setting<String> host, Setting<Integer> port) {
    return new HttpSettings(
        settings.get(host),
        settings.get(port),
        settings.get(HTTP_MAX_CONNECTIONS),
        settings.get(HTTP_IDLE_TIMEOUT),
        settings.get(HTTP_HEAD_TIMEOUT),
        settings.get(HTTP_STOP_TIMEOUT));
  }

  private static KafkaSettings kafka(Settings settings) {
    return new KafkaSettings(
        settings.get(KAFKA_BOOTSTRAP_SERVERS),
        settings.get(KAFKA_PARTITIONS),
        settings.get(KAFKA_REPLICATION_FACTOR),
        settings.get(KAFKA_MIN_INSYNC_REPLICAS),
        settings.get(KAFKA_COMPRESSION),
        settings.get(KAFKA_LINGER),
        settings.get(KAFKA_BUFFER).bytes(),
        settings.get(KAFKA_DELIVERY_TIMEOUT),
        settings.get(KAFKA_CHECK_INTERVAL));
  }
}
