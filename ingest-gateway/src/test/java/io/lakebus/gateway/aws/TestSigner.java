// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls as an SDK does, as {@code statsfeed} does until it is told otherwise. Shares nothing
 * with what verifies them.
 */
public final class TestSigner {

  private final String service;
  private final String target;
  private final Map<String, String> headers = new TreeMap<>();
  private final Map<String, String> unsigned = new TreeMap<>();
  private String keyId = TestBus.ACCESS_KEY;
  private String secret = TestBus.SECRET;
  private String date = "20261123T080000Z";
  private String scopeDate = "20261123";
  private String region = "eu-north-1";

  private TestSigner(String service, String target) {
    this.service = service;
    this.target = target;
    headers.put("content-type", "application/x-amz-json-1.1");
  }

  /** Of {@code PutEvents} or {@code TestEventPattern}. */
  public static TestSigner events(String operation) {
    return new TestSigner("events", "AWSEvents." + operation);
  }

  /** Of {@code PutRecord} or {@code PutRecordBatch}. */
  public static TestSigner firehose(String operation) {
    return new TestSigner("firehose", "Firehose_20150804." + operation);
  }

  public TestSigner key(String id) {
    keyId = id;
    return this;
  }

  public TestSigner secret(String text) {
    secret = text;
    return this;
  }

  public TestSigner date(String text) {
    date = text;
    scopeDate = text.substring(0, 8);
    return this;
  }

  public TestSigner scopeDate(String text) {
    scopeDate = text;
    return this;
  }

  public TestSigner region(String text) {
    region = text;
    return this;
  }

  /** A header that is signed. */
  public TestSigner with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** A header that is not signed. */
  public TestSigner unsigned(String header, String value) {
    unsigned.put(header, value);
    return this;
  }

  /** Posts a body, signed. */
  public TestGateway.Answer post(TestGateway gateway, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    TestGateway.Call call = gateway.to("/").without("Authorization").without("Content-Type");
    sign("127.0.0.1:" + gateway.port(), bytes)
        .forEach(
            (name, value) -> {
              if (!name.equals("host")) { // the client's own
                call.with(name, value);
              }
            });
    return call.post(bytes);
  }

  /** All headers of a request with this body, Authorization and Host among them. */
  public Map<String, String> sign(String host, byte[] body) {
    Map<String, String> signed = new TreeMap<>(headers);
    signed.put("host", host);
    signed.put("x-amz-date", date);
    signed.put("x-amz-target", target);
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", signed.keySet());
    canonical.append('\n').append(names).append('\n').append(sha256(body));
    String scope = scopeDate + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(bytes(canonical.toString()));
    byte[] key = bytes("AWS4" + secret);
    for (String part : new String[] {scopeDate, region, service, "aws4_request", toSign}) {
      key = hmac(key, part);
    }
    Map<String, String> all = new TreeMap<>(signed);
    all.putAll(unsigned);
    all.putIfAbsent(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + keyId
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(key));
    return all;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
