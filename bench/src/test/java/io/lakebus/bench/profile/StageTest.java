// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.profile;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StageTest {

  @Test
  void theInnermostFrameOfTheGatewayDecides() {
    assertThat(
            Stage.of(
                List.of(
                    "com.fasterxml.jackson.core.json.UTF8StreamJsonParser",
                    "io.lakebus.event.StrictJson",
                    "io.lakebus.gateway.ingest.EventObjectReader",
                    "io.lakebus.gateway.http.Intake",
                    "io.javalin.router.Endpoint",
                    "org.eclipse.jetty.server.Server",
                    "java.lang.VirtualThread")))
        .isEqualTo(Stage.EVENTS);
    assertThat(
            Stage.of(
                List.of(
                    "net.jpountz.lz4.LZ4JNICompressor",
                    "org.apache.kafka.common.record.MemoryRecordsBuilder",
                    "org.apache.kafka.clients.producer.KafkaProducer",
                    "io.lakebus.gateway.log.KafkaEventLog",
                    "io.lakebus.gateway.ingest.Appending")))
        .isEqualTo(Stage.PRODUCE);
    assertThat(
            Stage.of(
                List.of(
                    "java.util.concurrent.CompletableFuture",
                    "io.lakebus.gateway.log.Delivery",
                    "org.apache.kafka.clients.producer.internals.Sender")))
        .isEqualTo(Stage.ACKNOWLEDGE);
    assertThat(
            Stage.of(
                List.of(
                    "sun.nio.ch.SocketDispatcher",
                    "org.eclipse.jetty.io.SocketChannelEndPoint",
                    "io.lakebus.gateway.http.RequestBody")))
        .isEqualTo(Stage.BODY);
  }

  @Test
  void elseTheInnermostFrameOfALibrary() {
    assertThat(
            Stage.of(
                List.of(
                    "sun.nio.ch.SocketDispatcher",
                    "org.eclipse.jetty.io.SocketChannelEndPoint",
                    "io.javalin.jetty.JavalinJettyServlet",
                    "java.lang.VirtualThread")))
        .isEqualTo(Stage.JETTY);
    assertThat(
            Stage.of(List.of("java.util.HashMap", "org.eclipse.jetty.ee10.servlet.ServletHandler")))
        .isEqualTo(Stage.JAVALIN);
    assertThat(Stage.of(List.of("java.util.HashMap", "io.lakebus.gateway.http.EventsHandler")))
        .isEqualTo(Stage.HANDLER);
    assertThat(Stage.of(List.of("org.apache.kafka.clients.consumer.KafkaConsumer")))
        .isEqualTo(Stage.KAFKA);
    assertThat(Stage.of(List.of("java.util.concurrent.ForkJoinPool"))).isEqualTo(Stage.THREADS);
    assertThat(Stage.of(List.of("java.lang.ref.Reference"))).isEqualTo(Stage.OTHER);
    assertThat(Stage.of(List.of())).isEqualTo(Stage.OTHER);
  }
}
