// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import io.lakebus.config.ConfigException;
import io.lakebus.config.Setting;
import io.lakebus.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How the public server speaks TLS.
 *
 * @param certificate the file of its certificate and of those that lead from it to a root
 * @param key the file of the certificate's key
 * @param checkInterval how often the files are looked at
 */
public record TlsSettings(Path certificate, Path key, Duration checkInterval) {

  /** The certificate's file. */
  public static final Setting<String> CERTIFICATE =
      Setting.text(
          "tls.certificate",
          "",
          "The public server's certificate, a PEM file with the chain after it: makes it speak"
              + " HTTPS; with tls.key");

  /** The key's file. */
  public static final Setting<String> KEY =
      Setting.text("tls.key", "", "The certificate's private key, a PEM file without a password");

  /** How often they are looked at. */
  public static final Setting<Duration> CHECK_INTERVAL =
      Setting.duration(
          "tls.check-interval",
          "5s",
          "How often both files are looked at, and taken up if changed");

  public TlsSettings {
    requireNonNull(certificate, "certificate is null");
    requireNonNull(key, "key is null");
    requireNonNull(checkInterval, "checkInterval is null");
  }

  /**
   * What the settings say; empty if the server is to speak plain HTTP.
   *
   * @throws ConfigException if they name one of the two files only
   */
  public static Optional<TlsSettings> of(Settings settings) {
    String certificate = settings.get(CERTIFICATE).strip();
    String key = settings.get(KEY).strip();
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new ConfigException(
          List.of(
              (key.isEmpty() ? KEY : CERTIFICATE).key()
                  + " is not set: TLS needs both tls.certificate and tls.key, plain HTTP neither"));
    }
    return certificate.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TlsSettings(Path.of(certificate), Path.of(key), settings.get(CHECK_INTERVAL)));
  }
}
