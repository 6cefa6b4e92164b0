// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import io.lakebus.config.ConfigException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * TLS as the public server speaks it, 1.2 and 1.3, with the identity that the files had when they
 * were last a valid pair. New connections have it at once; those that are there stay as they are.
 */
public final class ServerTls implements MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final TlsSettings settings;
  private final InstantSource clock;
  private final SslContextFactory.Server contexts;
  private IdentityFiles files; // guarded by this, as is the complaint
  private String complaint = "";
  private volatile Identity identity;

  private ServerTls(
      TlsSettings settings, InstantSource clock, IdentityFiles files, Identity identity) {
    this.settings = requireNonNull(settings, "settings is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.files = files;
    this.identity = identity;
    this.contexts = contexts(identity);
  }

  /**
   * Reads the identity.
   *
   * @throws ConfigException if the files have none
   */
  public static ServerTls open(TlsSettings settings, InstantSource clock) {
    try {
      IdentityFiles files = IdentityFiles.read(settings);
      return new ServerTls(settings, clock, files, Identity.read(files, clock.instant()));
    } catch (UnusableFileException e) {
      throw new ConfigException(List.of(e.getMessage()));
    }
  }

  private static SslContextFactory.Server contexts(Identity identity) {
    SslContextFactory.Server contexts = new SslContextFactory.Server();
    contexts.setIncludeProtocols(PROTOCOLS);
    contexts.setRenegotiationAllowed(false);
    contexts.setKeyStore(identity.keyStore());
    contexts.setKeyStorePassword(Identity.PASSWORD);
    return contexts;
  }

  /** What the server makes its connections with. */
  public SslContextFactory.Server contexts() {
    return contexts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(
            "lakebus.gateway.tls.certificate.expires",
            this,
            tls -> tls.identity.expires().getEpochSecond())
        .baseUnit("seconds")
        .description("When the certificate in force expires, in seconds since 1970")
        .register(registry);
  }

  /**
   * Looks at the files, and takes up the identity in them if it is another one. Files that cannot
   * be used change nothing: one of them may be written and the other not yet. The log says so once.
   */
  public synchronized void look() {
    try {
      IdentityFiles found = IdentityFiles.read(settings);
      if (!found.areSameAs(files)) {
        takeUp(Identity.read(found, clock.instant()));
        files = found;
      }
      complaint = "";
    } catch (UnusableFileException e) {
      if (!complaint.equals(e.getMessage())) {
        complaint = e.getMessage();
        LOG.warn("The certificate in force stays, as the files cannot be used: {}", complaint);
      }
    }
  }

  private void takeUp(Identity found) {
    try {
      contexts.reload(reloaded -> reloaded.setKeyStore(found.keyStore()));
    } catch (Exception e) { // what is in the store has been read, so this is a bug
      throw new IllegalStateException("the certificate was not taken up", e);
    }
    identity = found;
    LOG.info(
        "New connections have the certificate of {} from {} now, which expires at {}",
        found.chain().getFirst().getSubjectX500Principal().getName(),
        settings.certificate(),
        found.expires());
  }
}
