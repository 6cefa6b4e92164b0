// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.BusFile;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.SampleBus;
import io.lakebus.local.stack.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the broker and the job are told of links. */
class LinkSettingsTest {

  private static final Links DIRECT = Links.direct(new Ports(0));
  private static final Links SHIFTED = Links.shifted(new Ports(0), 100);

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void makeHome() throws IOException {
    home = new Home(folder);
    String text = SampleBus.yaml().replace("${demo.key.sha256}", "0".repeat(64));
    Files.writeString(home.busDefinition(), text);
  }

  private Kafka kafka(Links links) {
    return new Kafka(home, links, new ClassPaths(folder), new Probes());
  }

  private Map<String, String> jobSettings(Links links) throws IOException {
    Secrets secrets = new Secrets(home);
    return new JobSettings(home, links, secrets, new BusFile(home, secrets)).settings();
  }

  @Test
  void aBrokerWithDirectLinksHasOneListenerForAllClients() {
    assertThat(kafka(DIRECT).settings())
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
        .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:9092")
        .doesNotContainKey("listener.security.protocol.map");
    assertThat(kafka(DIRECT).ports()).containsExactly(9092, 9093);
  }

  @Test
  void aBrokerWithShiftedLinksTellsEachClientToStayOnItsLink() {
    assertThat(kafka(SHIFTED).settings())
        .containsEntry(
            "listeners",
            "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093,"
                + "GATEWAY_TO_KAFKA://127.0.0.1:9194,JOB_TO_KAFKA://127.0.0.1:9195")
        .containsEntry(
            "advertised.listeners",
            "PLAINTEXT://127.0.0.1:9092,"
                + "GATEWAY_TO_KAFKA://127.0.0.1:9192,JOB_TO_KAFKA://127.0.0.1:9193")
        .containsEntry(
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,"
                + "GATEWAY_TO_KAFKA:PLAINTEXT,JOB_TO_KAFKA:PLAINTEXT");
    assertThat(kafka(SHIFTED).ports()).containsExactly(9092, 9093, 9194, 9195);
  }

  @Test
  void aJobWithDirectLinksHasNoFailPoints() throws IOException {
    assertThat(jobSettings(DIRECT))
        .containsEntry("bus.name", "sports")
        .containsEntry("kafka.bootstrap-servers", "127.0.0.1:9092")
        .containsEntry("catalog.uri", "http://127.0.0.1:8083")
        .doesNotContainKey("fail.points");
    assertThat(jobSettings(DIRECT).get("catalog.properties"))
        .contains("s3.endpoint=http://127.0.0.1:8084,");
  }

  @Test
  void aJobWithShiftedLinksGoesByThemAndLooksForFaults() throws IOException {
    assertThat(jobSettings(SHIFTED))
        .containsEntry("kafka.bootstrap-servers", "127.0.0.1:9193")
        .containsEntry("catalog.uri", "http://127.0.0.1:8183")
        .containsEntry("fail.points", home.faults().toString());
    assertThat(jobSettings(SHIFTED).get("catalog.properties"))
        .contains("s3.endpoint=http://127.0.0.1:8184,");
  }
}
