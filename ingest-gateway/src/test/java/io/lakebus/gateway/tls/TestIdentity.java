// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate and its key, made on the spot.
 *
 * @param keys the key pair
 * @param certificate the certificate, in DER
 */
public record TestIdentity(KeyPair keys, byte[] certificate) {

  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

  /** When one expires unless it says otherwise. */
  public static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  // Algorithms and attributes as DER names them.
  private static final String ECDSA = "300a06082a8648ce3d040302";
  private static final String RSA = "300d06092a864886f70d01010b0500";
  private static final String ED25519 = "300506032b6570";
  private static final String COMMON_NAME = "0603550403";
  private static final String ALTERNATIVE_NAMES = "0603551d11";

  /** A self-signed one with an EC key, for 127.0.0.1. */
  public static TestIdentity ec(String name) {
    return selfSigned(name, pair("EC", 256), END);
  }

  /** The same with an RSA key. */
  public static TestIdentity rsa(String name) {
    return selfSigned(name, pair("RSA", 2_048), END);
  }

  /** The same with an Ed25519 key. */
  public static TestIdentity ed25519(String name) {
    return selfSigned(name, pair("Ed25519", 255), END);
  }

  /** One with an EC key that expires. */
  public static TestIdentity expiring(String name, Instant end) {
    return selfSigned(name, pair("EC", 256), end);
  }

  /** One that this one signs. */
  public TestIdentity issue(String issuer, String name) {
    KeyPair pair = pair("EC", 256);
    return new TestIdentity(pair, sign(issuer, name, pair.getPublic(), keys.getPrivate(), END));
  }

  private static TestIdentity selfSigned(String name, KeyPair pair, Instant end) {
    return new TestIdentity(pair, sign(name, name, pair.getPublic(), pair.getPrivate(), end));
  }

  private static KeyPair pair(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sign(
      String issuer, String name, PublicKey publicKey, PrivateKey key, Instant end) {
    byte[] algorithm = hex(algorithm(key));
    byte[] address = value(0x87, new byte[] {127, 0, 0, 1});
    byte[] extension = sequence(hex(ALTERNATIVE_NAMES), value(0x04, sequence(address)));
    byte[] content =
        sequence(
            value(0xa0, hex("020102")),
            value(0x02, BigInteger.valueOf(System.nanoTime()).abs().toByteArray()),
            algorithm,
            name(issuer),
            sequence(time(BEGIN), time(end)),
            name(name),
            publicKey.getEncoded(),
            value(0xa3, sequence(extension)));
    try {
      Signature signature =
          Signature.getInstance(
              switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> "Ed25519";
              });
      signature.initSign(key);
      signature.update(content);
      return sequence(content, algorithm, value(0x03, new byte[1], signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> RSA;
      case "EC" -> ECDSA;
      default -> ED25519;
    };
  }

  private static byte[] name(String name) {
    byte[] text = value(0x0c, name.getBytes(StandardCharsets.UTF_8));
    return sequence(value(0x31, sequence(hex(COMMON_NAME), text)));
  }

  private static byte[] time(Instant time) {
    return value(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  private static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    out.write(tag);
    if (size >= 0x80) {
      out.write(0x82);
      out.write(size >> 8);
    }
    out.write(size);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** The certificate's file. */
  public String certificatePem() {
    return pem("CERTIFICATE", certificate);
  }

  /** The key's file, in PKCS#8. */
  public String keyPem() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  /** The key's file in the older form, which is what PKCS#8 has inside. */
  String olderKeyPem() {
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    boolean isRsa = keys.getPrivate().getAlgorithm().equals("RSA");
    int version = isRsa ? 4 : 2; // where the length takes two more bytes
    int algorithm = version + 3;
    int octets = algorithm + 2 + pkcs8[algorithm + 1];
    return pem(
        isRsa ? "RSA PRIVATE KEY" : "EC PRIVATE KEY",
        Arrays.copyOfRange(pkcs8, octets + version, pkcs8.length));
  }

  /** A PEM file of one block. */
  public static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** Writes both files into a folder. */
  public void write(Path folder) {
    write(folder.resolve("tls.crt"), certificatePem());
    write(folder.resolve("tls.key"), keyPem());
  }

  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings that name the files of {@link #write(Path)}. */
  public static TlsSettings settings(Path folder) {
    return new TlsSettings(
        folder.resolve("tls.crt"), folder.resolve("tls.key"), Duration.ofMillis(20));
  }

  /** What a client that trusts these connects with. */
  public static SSLContext trusting(TestIdentity... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < trusted.length; i++) {
        store.setCertificateEntry("trusted-" + i, trusted[i].x509());
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as Java reads it. */
  public Certificate x509() {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
