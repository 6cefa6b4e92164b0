// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;

/**
 * What a request says of its signature, in so far as it can be right: everything but the signature
 * itself, for which the body is needed.
 *
 * @param head the request
 * @param authorization its header Authorization
 * @param date when it was signed, as its header x-amz-date says it
 */
public record SignatureClaim(RequestHead head, Authorization authorization, String date) {

  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
          .withZone(ZoneOffset.UTC)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * Reads a request's claim.
   *
   * @param service the service that it must be signed for
   * @param now the time
   * @throws RefusedException if it has none, or one that cannot be right
   */
  static SignatureClaim of(RequestHead head, String service, Instant now) throws RefusedException {
    Authorization authorization = Authorization.parse(head.header("authorization"));
    String date = head.header("x-amz-date").orElse("");
    Instant signedAt = parse(date);
    Authorization.Credential credential = authorization.credential();
    if (!credential.service().equals(service)) {
      throw invalid("Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!date.startsWith(credential.date() + "T")) {
      throw invalid("Date in Credential scope does not match the date of x-amz-date: " + date);
    }
    checkSkew(signedAt, now);
    checkHeaders(head, authorization.signedHeaders());
    return new SignatureClaim(head, authorization, date);
  }

  /** The access key that it claims to be signed with. */
  public String keyId() {
    return authorization.credential().keyId();
  }

  private static Instant parse(String date) throws RefusedException {
    try {
      return FORMAT.parse(date, Instant::from);
    } catch (DateTimeException e) {
      throw new RefusedException(
          ProblemCode.INCOMPLETE_SIGNATURE,
          "there is no header x-amz-date of the form 20261123T080000Z");
    }
  }

  private static void checkSkew(Instant signedAt, Instant now) throws RefusedException {
    if (signedAt.isBefore(now.minus(MAX_SKEW))) {
      throw invalid(
          "Signature expired: "
              + FORMAT.format(signedAt)
              + " is now earlier than "
              + FORMAT.format(now.minus(MAX_SKEW))
              + " ("
              + FORMAT.format(now)
              + " - 15 min.)");
    }
    if (signedAt.isAfter(now.plus(MAX_SKEW))) {
      throw invalid(
          "Signature not yet current: "
              + FORMAT.format(signedAt)
              + " is still later than "
              + FORMAT.format(now.plus(MAX_SKEW))
              + " ("
              + FORMAT.format(now)
              + " + 15 min.)");
    }
  }

  private static void checkHeaders(RequestHead head, List<String> signed) throws RefusedException {
    if (!signed.contains("host")) {
      throw invalid("'host' must be a signed header");
    }
    for (String name : head.headers().keySet().stream().sorted().toList()) {
      if (name.startsWith("x-amz-") && !signed.contains(name)) {
        throw invalid("'" + name + "' must be a signed header");
      }
    }
    for (String name : signed) {
      if (!head.headers().containsKey(name)) {
        throw invalid("the request lacks a header that is said to be signed");
      }
    }
  }

  static RefusedException invalid(String detail) {
    return new RefusedException(ProblemCode.INVALID_SIGNATURE, detail);
  }
}
