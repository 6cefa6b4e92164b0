// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server shows that it is who it says.
 *
 * @param chain its certificate, and those that lead from it towards a root
 * @param key the certificate's key
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {

  /** Protects a key store that never leaves memory. */
  static final String PASSWORD = "in-memory";

  Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads an identity.
   *
   * @param files the two files
   * @param now the time
   * @throws UnusableFileException if they are not an identity, or not one that is valid now
   */
  static Identity read(IdentityFiles files, Instant now) throws UnusableFileException {
    List<X509Certificate> chain = chain(files.certificatePath(), files.certificate());
    requireValid(files.certificatePath(), chain.getFirst(), now);
    PublicKey publicKey = chain.getFirst().getPublicKey();
    PrivateKey key = PrivateKeyFile.read(files.keyPath(), files.key(), publicKey);
    if (!isPair(publicKey, key)) {
      throw new UnusableFileException(
          files.keyPath(),
          "this is not the key of the first certificate in "
              + files.certificatePath()
              + "; that has to be the server's own, and the key the one that it was requested with");
    }
    return new Identity(chain, key);
  }

  private static List<X509Certificate> chain(Path file, byte[] content)
      throws UnusableFileException {
    List<X509Certificate> chain = new ArrayList<>();
    for (PemBlock block : PemBlock.read(file, content)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(certificate(file, block.der()));
      }
    }
    if (chain.isEmpty()) {
      throw new UnusableFileException(
          file, "there is no certificate in it; it has to have a block BEGIN CERTIFICATE");
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!chain
          .get(i - 1)
          .getIssuerX500Principal()
          .equals(chain.get(i).getSubjectX500Principal())) {
        throw new UnusableFileException(
            file,
            "certificate "
                + (i + 1)
                + " did not issue the one before it; put the server's own first, then its issuer's,"
                + " and so on");
      }
    }
    return chain;
  }

  private static X509Certificate certificate(Path file, byte[] der) throws UnusableFileException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new UnusableFileException(file, "a certificate in it is damaged; copy the file again");
    }
  }

  private static void requireValid(Path file, X509Certificate certificate, Instant now)
      throws UnusableFileException {
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    String name = "the certificate of " + certificate.getSubjectX500Principal().getName();
    if (now.isAfter(end)) {
      throw new UnusableFileException(file, name + " has expired at " + end + "; renew it");
    }
    if (now.isBefore(begin)) {
      throw new UnusableFileException(
          file, name + " is not valid before " + begin + "; look at this machine's clock");
    }
  }

  /** Whether what one signs the other verifies. */
  private static boolean isPair(PublicKey publicKey, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(signature(publicKey.getAlgorithm()));
      byte[] text = PASSWORD.getBytes(StandardCharsets.UTF_8);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // keys of different sizes or curves
    }
  }

  private static String signature(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> algorithm; // Ed25519's name is that of its signature
    };
  }

  /** When its first certificate expires. */
  Instant expires() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** The identity as a key store with {@link #PASSWORD}. */
  KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key store in memory cannot be made", e);
    }
  }
}
