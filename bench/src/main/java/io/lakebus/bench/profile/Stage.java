// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.profile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of the gateway's work. A moment of a thread belongs to the stage of the innermost of its
 * frames that a stage of the gateway has named, else to the innermost that a library has.
 */
public enum Stage {
  AUTHENTICATE(
      "authenticate",
      Layer.GATEWAY,
      "io.lakebus.gateway.http.Authenticator",
      "io.lakebus.gateway.http.KeyIndex"),
  LIMITS("limits", Layer.GATEWAY, "io.lakebus.gateway.limit."),
  BODY("read the body", Layer.GATEWAY, "io.lakebus.gateway.http.RequestBody"),
  EVENTS(
      "check the JSON, make events",
      Layer.GATEWAY,
      "io.lakebus.gateway.ingest.",
      "io.lakebus.event.StrictJson"),
  RECORD("make Kafka's records", Layer.GATEWAY, "io.lakebus.event.EventCodec"),
  PRODUCE(
      "hand records to the producer, compress",
      Layer.GATEWAY,
      "org.apache.kafka.clients.producer.KafkaProducer"),
  ACKNOWLEDGE("wake who waits for Kafka", Layer.GATEWAY, "io.lakebus.gateway.log.Delivery"),
  SEND(
      "the producer's sending thread",
      Layer.GATEWAY,
      "org.apache.kafka.clients.producer.internals.Sender"),
  ANSWER(
      "make the answer",
      Layer.GATEWAY,
      "io.lakebus.gateway.http.AnswerJson",
      "io.lakebus.gateway.http.Answers"),
  ACCESS_LOG(
      "access log, metrics",
      Layer.GATEWAY,
      "io.lakebus.gateway.access.",
      "io.lakebus.gateway.http.AnsweredRequests",
      "io.lakebus.gateway.http.GatewayMetrics",
      "io.lakebus.gateway.http.RequestRecord",
      "io.micrometer."),
  JAVALIN("Javalin, servlets", Layer.LIBRARY, "io.javalin.", "org.eclipse.jetty.ee10."),
  JETTY("Jetty: sockets, HTTP, threads", Layer.LIBRARY, "org.eclipse.jetty."),
  KAFKA("Kafka's other clients", Layer.LIBRARY, "org.apache.kafka."),
  HANDLER("the gateway's other code", Layer.LIBRARY, "io.lakebus."),
  THREADS(
      "virtual threads",
      Layer.LIBRARY,
      "java.lang.VirtualThread",
      "jdk.internal.vm.Continuation",
      "java.util.concurrent.ForkJoin",
      "java.lang.ThreadBuilders"),
  OTHER("other code", Layer.LIBRARY),
  MACHINE("the virtual machine: compiler, garbage collector", Layer.LIBRARY);

  private enum Layer {
    GATEWAY,
    LIBRARY
  }

  private final String words;
  private final Layer layer;
  private final Pattern prefixes;

  Stage(String words, Layer layer, String... prefixes) {
    this.words = words;
    this.layer = layer;
    this.prefixes =
        Pattern.compile(
            Stream.of(prefixes)
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", prefixes.length == 0 ? "$.)" : ")")));
  }

  /** What the report calls it. */
  public String words() {
    return words;
  }

  /**
   * The stage of a moment.
   *
   * @param frames the classes of the thread's frames, the innermost first
   */
  static Stage of(List<String> frames) {
    return innermost(frames, Layer.GATEWAY)
        .or(() -> innermost(frames, Layer.LIBRARY))
        .orElse(OTHER);
  }

  private static Optional<Stage> innermost(List<String> frames, Layer layer) {
    return frames.stream().flatMap(frame -> named(frame, layer)).findFirst();
  }

  private static Stream<Stage> named(String frame, Layer layer) {
    return Stream.of(values())
        .filter(stage -> stage.layer == layer)
        .filter(stage -> stage.prefixes.matcher(frame).lookingAt())
        .limit(1);
  }
}
