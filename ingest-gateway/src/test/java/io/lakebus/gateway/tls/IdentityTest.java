// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class IdentityTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static final TestIdentity EC = TestIdentity.ec("ec");
  private static final TestIdentity RSA = TestIdentity.rsa("rsa");

  @TempDir Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void prepare() {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    EC.write(folder);
  }

  @ParameterizedTest
  @MethodSource("identities")
  void everyKindOfKeyIsReadWithItsCertificate(String name, TestIdentity identity, String keyFile)
      throws UnusableFileException {
    identity.write(folder);
    TestIdentity.write(key, keyFile);

    assertThat(read())
        .isEqualTo(
            new Identity(List.of((X509Certificate) identity.x509()), identity.keys().getPrivate()));
  }

  static Stream<Arguments> identities() {
    TestIdentity ed25519 = TestIdentity.ed25519("ed25519");
    return Stream.of(
        arguments("EC", EC, EC.keyPem()),
        arguments("EC, older form", EC, EC.olderKeyPem()),
        arguments(
            "EC with its parameters",
            EC,
            TestIdentity.pem("EC PARAMETERS", new byte[] {6, 0}) + EC.olderKeyPem()),
        arguments("RSA", RSA, RSA.keyPem()),
        arguments("RSA, older form", RSA, RSA.olderKeyPem()),
        arguments("Ed25519", ed25519, ed25519.keyPem()),
        arguments("Windows", EC, "Some text\r\n" + EC.keyPem().replace("\n", "\r\n")));
  }

  @Test
  void aChainIsTheServersCertificateAndItsIssuers() throws UnusableFileException {
    TestIdentity server = EC.issue("ec", "server");
    server.write(folder);
    TestIdentity.write(certificate, server.certificatePem() + EC.certificatePem());

    Identity identity = read();

    assertThat(identity.chain())
        .map(each -> (Object) each)
        .containsExactly(server.x509(), EC.x509());
    assertThat(identity.expires()).isEqualTo(TestIdentity.END);
  }

  @Test
  void aChainInTheWrongOrderIsRefused() {
    TestIdentity server = EC.issue("ec", "server");
    server.write(folder);
    TestIdentity.write(
        certificate, server.certificatePem() + RSA.certificatePem() + EC.certificatePem());

    refuses(
        certificate
            + ": certificate 2 did not issue the one before it; put the server's own first, then"
            + " its issuer's, and so on");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    TlsSettings settings =
        new TlsSettings(certificate, folder.resolve("none.key"), Duration.ofSeconds(1));

    assertThatThrownBy(() -> IdentityFiles.read(settings))
        .hasMessage(
            folder.resolve("none.key") + ": there is no such file; put it there or name another");
  }

  @Test
  void aFileThatIsAFolderIsNamed() {
    TlsSettings settings = new TlsSettings(folder, key, Duration.ofSeconds(1));

    assertThatThrownBy(() -> IdentityFiles.read(settings))
        .hasMessageStartingWith(folder + ": it cannot be read; let the gateway's user read it (");
  }

  @Test
  void aFileThatIsTooLargeIsNamed() {
    TestIdentity.write(key, " ".repeat((1 << 20) + 1));

    refuses(key + ": it is too large to be a PEM file; name another one");
  }

  @Test
  void filesWithSomethingElseInThemAreRefused() {
    TestIdentity.write(certificate, EC.keyPem());
    refuses(
        certificate + ": there is no certificate in it; it has to have a block BEGIN CERTIFICATE");

    TestIdentity.write(certificate, TestIdentity.pem("CERTIFICATE", new byte[] {1, 2, 3}));
    refuses(certificate + ": a certificate in it is damaged; copy the file again");

    TestIdentity.write(certificate, EC.certificatePem().replaceFirst("\nM", "\n*"));
    refuses(
        certificate
            + ": the block CERTIFICATE is damaged, or has a password; make the file again, without"
            + " one");

    EC.write(folder);
    TestIdentity.write(key, EC.certificatePem());
    refuses(key + ": there is no private key in it; it has to have a block BEGIN PRIVATE KEY");
  }

  @Test
  void aKeyWithAPasswordIsRefused() {
    TestIdentity.write(key, TestIdentity.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}));

    refuses(key + ": the key has a password; take it off: openssl pkey -in FILE -out NEW-FILE");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    TestIdentity.write(key, TestIdentity.ec("other").keyPem());
    refuses(
        key
            + ": this is not the key of the first certificate in "
            + certificate
            + "; that has to be the server's own, and the key the one that it was requested with");

    TestIdentity.write(key, RSA.keyPem());
    refuses(
        key
            + ": this is not a key of the certificate's kind, EC; take the key that the certificate"
            + " was requested with");
  }

  @Test
  void aCertificateThatIsNotValidNowIsRefused() throws UnusableFileException {
    TestIdentity.expiring("old", NOW).write(folder);

    assertThat(read().expires()).isEqualTo(NOW);
    refuses(
        NOW.plusSeconds(1),
        certificate + ": the certificate of CN=old has expired at 2026-11-23T08:00:00Z; renew it");
    refuses(
        Instant.parse("2019-12-31T23:59:59Z"),
        certificate
            + ": the certificate of CN=old is not valid before 2020-01-01T00:00:00Z; look at this"
            + " machine's clock");
  }

  private void refuses(String message) {
    refuses(NOW, message);
  }

  private void refuses(Instant now, String message) {
    assertThatThrownBy(() -> read(now))
        .isInstanceOf(UnusableFileException.class)
        .hasMessage(message);
  }

  private Identity read() throws UnusableFileException {
    return read(NOW);
  }

  private Identity read(Instant now) throws UnusableFileException {
    return Identity.read(IdentityFiles.read(TestIdentity.settings(folder)), now);
  }
}
