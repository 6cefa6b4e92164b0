// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Vendor;
import io.lakebus.config.ConfigException;
import io.lakebus.digest.Sha256;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * Says which vendor signed a request, by Signature Version 4. A request of a key that nobody has is
 * worked on like any other, so how long an answer takes says nothing about the keys. Follows the
 * current bus definition. Thread-safe.
 */
public final class SignatureVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(SignatureVerifier.class);

  /** What stands for the secret of a key that nobody has; nothing that it signs is accepted. */
  private static final byte[] NO_SECRET = new byte[40];

  private final Supplier<Bus> currentBus;
  private final Secrets secrets;
  private final InstantSource clock;
  private volatile Indexed indexed;

  /**
   * @param currentBus the bus definition as it is now
   * @param secrets where the secrets of its access keys are
   * @param clock the time
   * @throws ConfigException if a secret is not there
   */
  public SignatureVerifier(Supplier<Bus> currentBus, Secrets secrets, InstantSource clock) {
    this.currentBus = requireNonNull(currentBus, "currentBus is null");
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.clock = requireNonNull(clock, "clock is null");
    Bus bus = currentBus.get();
    AccessKeys keys = AccessKeys.of(bus, secrets);
    if (!keys.problems().isEmpty()) {
      throw new ConfigException(keys.problems());
    }
    this.indexed = new Indexed(bus, keys);
  }

  /**
   * What a request says of its signature, checked in so far as its body is not needed.
   *
   * @throws RefusedException if it is not signed, or cannot be signed rightly
   */
  public SignatureClaim claim(RequestHead head, Operation operation) throws RefusedException {
    return SignatureClaim.of(head, operation.service(), clock.instant());
  }

  /**
   * The vendor who signed a request.
   *
   * @param claim what the request says of its signature
   * @param body its body, as it came
   * @throws RefusedException if nobody did, or with a key that is not valid any more
   */
  public Vendor verify(SignatureClaim claim, byte[] body) throws RefusedException {
    Authorization authorization = claim.authorization();
    Optional<AccessKeys.Entry> entry = keys().find(authorization.credential().keyId());
    String payloadHash = Sha256.hex(body);
    String signature =
        Signature.of(entry.map(AccessKeys.Entry::secret).orElse(NO_SECRET), claim, payloadHash);
    boolean signed = isEqual(signature, authorization.signature());
    boolean ofThisBody =
        claim.head().header("x-amz-content-sha256").orElse(payloadHash).equals(payloadHash);
    // All that costs time has been done, whoever calls; only now do the ways part.
    if (entry.isEmpty()) {
      throw new RefusedException(
          ProblemCode.INVALID_CREDENTIALS,
          "The security token included in the request is invalid.");
    }
    if (!ofThisBody) {
      throw SignatureClaim.invalid("x-amz-content-sha256 is not the SHA-256 of the body");
    }
    if (!signed) {
      throw SignatureClaim.invalid(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method.");
    }
    if (!entry.get().key().isValidOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
      throw new RefusedException(
          ProblemCode.EXPIRED_CREDENTIALS, "the access key has expired; ask for a new one");
    }
    return entry.get().vendor();
  }

  private static boolean isEqual(String signature, String claimed) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }

  /** Which secrets a definition asks for that are not there, one sentence each. */
  public static List<String> missingSecrets(Bus bus, Secrets secrets) {
    return AccessKeys.of(bus, secrets).problems();
  }

  /** Takes up the keys of the definition that is current now, so that no call has to. */
  public void refresh() {
    keys();
  }

  /** A secret that a new definition asks for and that is not there costs its own key only. */
  @SuppressWarnings("ReferenceEquality") // another object is another definition; equals is costly
  private AccessKeys keys() {
    Bus bus = currentBus.get();
    Indexed known = indexed;
    if (known.bus() != bus) {
      known = new Indexed(bus, AccessKeys.of(bus, secrets));
      known.keys().problems().forEach(LOG::error);
      indexed = known;
    }
    return known.keys();
  }

  private record Indexed(Bus bus, AccessKeys keys) {}
}
