// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import io.lakebus.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request as its client has signed it (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS
 * Signature Version 4</a>).
 *
 * @param request the first lines of the client's request
 * @param scope day, region, service and the scheme's name, divided by slashes
 * @param signedHeaders the names of the headers that the client has signed
 * @param keys of the client
 */
record S3Signature(HttpHead request, String scope, List<String> signedHeaders, S3Keys keys) {

  static final String AUTHORIZATION = "authorization";
  static final String PAYLOAD_HASH = "x-amz-content-sha256";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern FORM =
      Pattern.compile(ALGORITHM + " Credential=[^/]*/([^,]*), *SignedHeaders=([^,]*),.*");

  /** Nothing if the request is not signed in this way. */
  static Optional<S3Signature> of(HttpHead request, S3Keys keys) {
    Matcher matcher = FORM.matcher(request.header(AUTHORIZATION));
    return matcher.matches()
        ? Optional.of(
            new S3Signature(
                request, matcher.group(1), List.of(matcher.group(2).split(";", -1)), keys))
        : Optional.empty();
  }

  /**
   * The header {@code Authorization} for the same request with other headers.
   *
   * @param headers among them the day and the hash of the payload
   */
  String authorization(Map<String, String> headers) {
    List<String> names = signedHeaders.stream().filter(headers::containsKey).sorted().toList();
    String signed = String.join(";", names);
    String canonicalHeaders =
        names.stream()
            .map(name -> name + ":" + headers.get(name) + "\n")
            .collect(Collectors.joining());
    String canonicalRequest =
        String.join(
            "\n",
            request.method(),
            request.path(),
            canonicalQuery(),
            canonicalHeaders,
            signed,
            headers.get(PAYLOAD_HASH));
    String text =
        String.join(
            "\n", ALGORITHM, headers.get("x-amz-date"), scope, Sha256.hex(canonicalRequest));
    return ALGORITHM
        + (" Credential=" + keys.accessKey() + "/" + scope)
        + (",SignedHeaders=" + signed)
        + (",Signature=" + HexFormat.of().formatHex(hmac(key(), text)));
  }

  private String canonicalQuery() {
    String[] parts = request.target().split("\\?", 2);
    return parts.length < 2
        ? ""
        : Arrays.stream(parts[1].split("&", -1))
            .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  /** The secret key, narrowed to the scope part by part. */
  private byte[] key() {
    byte[] key = bytes("AWS4" + keys.secretKey());
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
