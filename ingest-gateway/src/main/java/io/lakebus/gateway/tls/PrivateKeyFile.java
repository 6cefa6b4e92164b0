// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Reads private keys: PKCS#8, and the older forms of RSA and EC keys, which some issuers write
 * unless they are told otherwise.
 */
final class PrivateKeyFile {

  // What DER begins its values with.
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private PrivateKeyFile() {}

  /**
   * Reads the first key of a file.
   *
   * @param file where it is
   * @param content what is in the file
   * @param publicKey the certificate's, whose kind the key must be of
   * @throws UnusableFileException if there is no such key
   */
  static PrivateKey read(Path file, byte[] content, PublicKey publicKey)
      throws UnusableFileException {
    for (PemBlock block : PemBlock.read(file, content)) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return key(file, block.der(), publicKey);
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
          return key(file, wrapped(block.der(), publicKey), publicKey);
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new UnusableFileException(
                file, "the key has a password; take it off: openssl pkey -in FILE -out NEW-FILE");
        default -> {} // the parameters of an EC key, say
      }
    }
    throw new UnusableFileException(
        file, "there is no private key in it; it has to have a block BEGIN PRIVATE KEY");
  }

  private static PrivateKey key(Path file, byte[] pkcs8, PublicKey publicKey)
      throws UnusableFileException {
    try {
      return KeyFactory.getInstance(publicKey.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException(
          file,
          "this is not a key of the certificate's kind, "
              + publicKey.getAlgorithm()
              + "; take the key that the certificate was requested with");
    }
  }

  /** PKCS#8 is an older form with the algorithm before it, which is also the certificate's. */
  private static byte[] wrapped(byte[] key, PublicKey publicKey) {
    return value(SEQUENCE, VERSION, algorithm(publicKey.getEncoded()), value(OCTET_STRING, key));
  }

  /** The first value inside of the sequence that an encoded public key is. */
  private static byte[] algorithm(byte[] publicKey) {
    int start = contentStart(publicKey, 0);
    int content = contentStart(publicKey, start);
    return Arrays.copyOfRange(publicKey, start, content + length(publicKey, start));
  }

  private static int contentStart(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = at + 2; i < contentStart(der, at); i++) {
      length = (length << 8) | (der[i] & 0xff);
    }
    return length;
  }

  private static byte[] value(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    int size = content.size();
    if (size < 0x80) {
      value.write(size);
    } else { // keys are smaller than 64 KiB
      value.write(0x82);
      value.write(size >> 8);
      value.write(size);
    }
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }
}
