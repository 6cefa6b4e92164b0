// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What is in the two files at one time. Whether they have changed is told by their content: dates
 * and links say little where files are replaced by turning a link, or copied back.
 */
final class IdentityFiles {

  /** A chain or a key has some thousand bytes; what is larger is another file. */
  private static final int MAX_BYTES = 1 << 20;

  private final TlsSettings settings;
  private final byte[] certificate;
  private final byte[] key;

  private IdentityFiles(TlsSettings settings, byte[] certificate, byte[] key) {
    this.settings = settings;
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Reads both.
   *
   * @throws UnusableFileException if one cannot be read
   */
  static IdentityFiles read(TlsSettings settings) throws UnusableFileException {
    return new IdentityFiles(settings, read(settings.certificate()), read(settings.key()));
  }

  private static byte[] read(Path file) throws UnusableFileException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UnusableFileException(file, "it is too large to be a PEM file; name another one");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UnusableFileException(file, "there is no such file; put it there or name another");
    } catch (IOException e) {
      throw new UnusableFileException(
          file, "it cannot be read; let the gateway's user read it (" + e + ")");
    }
  }

  Path certificatePath() {
    return settings.certificate();
  }

  byte[] certificate() {
    return certificate;
  }

  Path keyPath() {
    return settings.key();
  }

  byte[] key() {
    return key;
  }

  /** Whether they have what another look at them found. */
  boolean areSameAs(IdentityFiles other) {
    return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
  }
}
