// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as their senders do: the headers of a request with this body. */
public final class TestSender {

  private TestSender() {}

  public static Map<String, String> github(String secret, String body) {
    return Map.of("X-Hub-Signature-256", "sha256=" + hex(hmac("HmacSHA256", secret, body)));
  }

  public static Map<String, String> shopify(String secret, String body) {
    return Map.of("X-Shopify-Hmac-SHA256", base64(hmac("HmacSHA256", secret, body)));
  }

  public static Map<String, String> stripe(String secret, Instant time, String body) {
    String signed = time.getEpochSecond() + "." + body;
    return Map.of(
        "Stripe-Signature",
        "t=" + time.getEpochSecond() + ",v1=" + hex(hmac("HmacSHA256", secret, signed)) + ",v0=00");
  }

  public static Map<String, String> slack(String secret, Instant time, String body) {
    String signed = "v0:" + time.getEpochSecond() + ":" + body;
    return Map.of(
        "X-Slack-Request-Timestamp",
        Long.toString(time.getEpochSecond()),
        "X-Slack-Signature",
        "v0=" + hex(hmac("HmacSHA256", secret, signed)));
  }

  /** As the hook of {@link TestHooks} has it that signs a time by a scheme of its own. */
  public static Map<String, String> timed(String secret, Instant time, String body) {
    String signed = time.getEpochSecond() + "." + body;
    return Map.of(
        "X-Time",
        Long.toString(time.getEpochSecond()),
        "X-Signature",
        "hmac=" + hex(hmac("HmacSHA256", secret, signed)));
  }

  /** With a secret as Standard Webhooks writes it. */
  public static Map<String, String> standard(String secret, String id, Instant time, String body) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    String signed = id + "." + time.getEpochSecond() + "." + body;
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(time.getEpochSecond()),
        "webhook-signature",
        "v1," + base64(hmac("HmacSHA256", key, signed)));
  }

  public static byte[] hmac(String algorithm, String secret, String text) {
    return hmac(algorithm, secret.getBytes(StandardCharsets.UTF_8), text);
  }

  private static byte[] hmac(String algorithm, byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
