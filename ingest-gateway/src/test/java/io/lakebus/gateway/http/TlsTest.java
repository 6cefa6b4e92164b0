// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.config.ConfigException;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.log.EventLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.tls.TestIdentity;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsTest {

  /** Shorter than the idle timeout: it is not what ends a connection here. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final TestIdentity FIRST = TestIdentity.ec("first");
  private static final TestIdentity SECOND = TestIdentity.rsa("second");

  private static final String CALL =
      "POST /v1/events/t HTTP/1.1\r\nHost: events.example\r\nContent-Type: application/json\r\n"
          + "Authorization: Bearer "
          + TestBus.KEY
          + "\r\nContent-Length: ";

  @TempDir Path folder;
  private final InMemoryEventLog log = new InMemoryEventLog();
  private TestGateway gateway;

  private void start(String... more) {
    String[] settings = Arrays.copyOf(more, more.length + 3);
    settings[more.length] = "tls.certificate=" + folder.resolve("tls.crt");
    settings[more.length + 1] = "tls.key=" + folder.resolve("tls.key");
    settings[more.length + 2] = "tls.check-interval=20ms";
    gateway = TestGateway.start((EventLog) log, settings);
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aCallOverTlsIsAnswered(String protocol) throws IOException, InterruptedException {
    FIRST.write(folder);
    start();
    SSLSocket probe = connect();
    probe.setEnabledProtocols(new String[] {protocol});
    probe.startHandshake();
    assertThat(probe.getSession().getProtocol()).isEqualTo(protocol);
    probe.close();

    try (HttpClient client =
        HttpClient.newBuilder().sslContext(TestIdentity.trusting(FIRST)).build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("https://127.0.0.1:" + gateway.port() + "/v1/events/t"))
                  .header("Authorization", "Bearer " + TestBus.KEY)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(log.records()).hasSize(1);
    }
  }

  @Test
  void theAdminServerStaysPlainAndSaysWhenTheCertificateExpires() {
    FIRST.write(folder);
    start();

    assertThat(gateway.metrics().lines())
        .contains(
            "lakebus_gateway_tls_certificate_expires_seconds "
                + (double) TestIdentity.END.getEpochSecond());
  }

  @Test
  void aNewPairIsTakenUpForNewConnectionsAndOldOnesStay() throws IOException {
    FIRST.write(folder);
    start();
    try (SSLSocket old = connect()) {
      assertThat(served(old)).isEqualTo(FIRST.x509());

      SECOND.write(folder);
      awaitServed(SECOND);

      old.getOutputStream().write(call("{\"a\":1}", "close"));
      assertThat(answer(old)).startsWith("HTTP/1.1 202 ");
    }
  }

  @Test
  void aLinkThatIsTurnedToAnotherFolderIsANewPair() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    FIRST.write(first);
    SECOND.write(second);
    Path current = Files.createSymbolicLink(folder.resolve("current"), first);
    Files.createSymbolicLink(folder.resolve("tls.crt"), current.resolve("tls.crt"));
    Files.createSymbolicLink(folder.resolve("tls.key"), current.resolve("tls.key"));
    start();
    assertServes(FIRST);

    Path next = Files.createSymbolicLink(folder.resolve("next"), second);
    Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);

    awaitServed(SECOND);
  }

  @Test
  void aClearWordIsSaidOfFilesThatCannotBeUsed() {
    FIRST.write(folder);
    TestIdentity.write(folder.resolve("tls.key"), SECOND.keyPem());

    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder.resolve("tls.key") + ": this is not a key of");
  }

  @Test
  void whoSpeaksPlainHttpIsToldNothing() throws IOException {
    FIRST.write(folder);
    start();
    try (Socket socket = socket()) {
      socket.getOutputStream().write(call("{}", "close"));

      assertThat(answer(socket)).doesNotContain("HTTP", "Exception", "\tat ");
    }
    assertServes(FIRST);
  }

  @Test
  void tls11IsRefused() throws IOException {
    FIRST.write(folder);
    start();
    try (Socket socket = socket()) {
      socket.getOutputStream().write(hello("0302"));

      // An alert that is fatal: protocol_version.
      assertThat(HexFormat.of().formatHex(socket.getInputStream().readAllBytes()))
          .matches("1503..0002" + "0246");
    }
  }

  @Test
  void tls12IsAnsweredWhereTls11IsNot() throws IOException {
    FIRST.write(folder);
    start();
    try (Socket socket = socket()) {
      socket.getOutputStream().write(hello("0303"));

      assertThat(socket.getInputStream().readNBytes(1)).containsExactly(0x16); // a handshake
    }
  }

  @Test
  void aHandshakeThatIsNotCompleteInTimeIsCutOff() throws IOException {
    FIRST.write(folder);
    start("http.head-timeout=300ms");
    try (Socket silent = socket()) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aConnectionThatIsAgreedOnMayBeSilent() throws IOException {
    FIRST.write(folder);
    start("http.head-timeout=200ms");
    try (SSLSocket socket = connect()) {
      socket.startHandshake();
      long until = System.nanoTime() + Duration.ofMillis(600).toNanos();
      Await.until(PATIENCE, () -> System.nanoTime() > until);

      socket.getOutputStream().write(call("{}", "close"));
      assertThat(answer(socket)).startsWith("HTTP/1.1 202 ");
    }
  }

  @Test
  void aSlowHeadAndASlowBodyAreCutOffOverTlsToo() throws IOException {
    FIRST.write(folder);
    start("http.head-timeout=300ms", "body.grace=300ms");
    try (SSLSocket head = connect();
        SSLSocket body = connect()) {
      head.getOutputStream().write("POST /v1".getBytes(StandardCharsets.US_ASCII));
      body.getOutputStream().write((CALL + "100\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));

      assertThat(head.getInputStream().read()).isEqualTo(-1);
      assertThat(answer(body)).startsWith("HTTP/1.1 408 ");
    }
  }

  /** The least that a client can begin with, in a version of TLS. */
  private static byte[] hello(String version) {
    String ciphers = "c02bc02fc00ac0140035002f";
    String extensions = "000a0004" + "00020017" + "000b00020100" + "000d00060004" + "04030401";
    String body =
        version
            + "11".repeat(32)
            + "00"
            + hex(ciphers.length() / 2, 2)
            + ciphers
            + "0100"
            + hex(extensions.length() / 2, 2)
            + extensions;
    String handshake = "01" + hex(body.length() / 2, 3) + body;
    return HexFormat.of().parseHex("160301" + hex(handshake.length() / 2, 2) + handshake);
  }

  private static String hex(int number, int bytes) {
    return HexFormat.of().toHexDigits(number).substring(8 - 2 * bytes);
  }

  private static byte[] call(String body, String connection) {
    String head = CALL + body.length() + "\r\nConnection: " + connection + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private void awaitServed(TestIdentity identity) {
    Await.until(PATIENCE, () -> served().equals(identity.x509()));
  }

  private void assertServes(TestIdentity identity) {
    assertThat(served()).isEqualTo(identity.x509());
  }

  private Certificate served() {
    try (SSLSocket socket = connect()) {
      return served(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Certificate served(SSLSocket socket) throws IOException {
    return socket.getSession().getPeerCertificates()[0];
  }

  private SSLSocket connect() throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestIdentity.trusting(FIRST, SECOND)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }
}
