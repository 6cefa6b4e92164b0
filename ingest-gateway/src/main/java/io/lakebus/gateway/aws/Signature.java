// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.digest.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4, computed. There is one path here, the root, so that paths are taken as they
 * are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class Signature {

  private static final String HMAC = "HmacSHA256";

  private Signature() {}

  /**
   * The signature, hexadecimal.
   *
   * @param secret the access key's secret
   * @param claim what is signed, and when
   * @param payloadHash the SHA-256 of the body, hexadecimal
   */
  static String of(byte[] secret, SignatureClaim claim, String payloadHash) {
    Authorization.Credential credential = claim.authorization().credential();
    String toSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            claim.date(),
            credential.scope(),
            Sha256.hex(canonical(claim, payloadHash)));
    return HexFormat.of().formatHex(hmac(signingKey(secret, credential), toSign));
  }

  /** The request in the one form that both sides sign. */
  static String canonical(SignatureClaim claim, String payloadHash) {
    RequestHead head = claim.head();
    List<String> signed = claim.authorization().signedHeaders();
    String headers =
        signed.stream()
            .map(name -> name + ":" + value(head, name) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        head.method(),
        head.path(),
        canonicalQuery(head.query()),
        headers,
        String.join(";", signed),
        payloadHash);
  }

  private static String value(RequestHead head, String name) {
    return head.headers().get(name).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static String canonicalQuery(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return Arrays.stream(query.split("&", -1))
        .map(Parameter::parse)
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static byte[] signingKey(byte[] secret, Authorization.Credential credential) {
    byte[] prefix = bytes("AWS4");
    byte[] key = Arrays.copyOf(prefix, prefix.length + secret.length);
    System.arraycopy(secret, 0, key, prefix.length, secret.length);
    for (String part : credential.scope().split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A parameter of a query, its name and value encoded as AWS encodes them. */
  private record Parameter(String name, String value) {

    static Parameter parse(String text) {
      String[] parts = text.split("=", 2);
      return new Parameter(encode(parts[0]), parts.length == 2 ? encode(parts[1]) : "");
    }

    /** What cannot be decoded is taken as it is. */
    private static String encode(String raw) {
      String decoded;
      try {
        decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        decoded = raw;
      }
      return URLEncoder.encode(decoded, StandardCharsets.UTF_8)
          .replace("+", "%20")
          .replace("*", "%2A")
          .replace("%7E", "~");
    }
  }
}
