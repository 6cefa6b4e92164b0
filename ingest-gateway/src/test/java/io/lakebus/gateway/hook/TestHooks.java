// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.bus.SecretRef;
import io.lakebus.gateway.secret.InMemorySecrets;
import io.lakebus.gateway.secret.Secrets;
import java.util.HashMap;
import java.util.Map;

/** A bus whose vendor {@code shop} has a hook of each scheme. */
public final class TestHooks {

  /** The secret of Standard Webhooks' own tests. */
  public static final String STANDARD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The secret before it. */
  public static final String OLD_STANDARD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  /** The secret of GitHub's documentation. */
  public static final String GITHUB = "It's a Secret to Everybody";

  /** The secret of Slack's documentation. */
  public static final String SLACK = "8f742231b10e8888abcd99yyyzzz85a5";

  public static final String STRIPE = "whsec_stripe";
  public static final String SHOPIFY = "shop-secret";
  public static final String HMAC = "hmac-secret";

  private static final String DEFINITION =
      """
      bus: sports
      vendors:
        shop:
          limits: %s
          types: %s
          suspended: %s
          hooks:
            standard: { scheme: standard-webhooks, secrets: [{ env: OLD }, { env: STANDARD }] }
            github: { scheme: github, secrets: [{ env: GITHUB }], source: shop.github }
            stripe: { scheme: stripe, secrets: [{ env: STRIPE }] }
            shopify: { scheme: shopify, secrets: [{ env: SHOPIFY }] }
            slack: { scheme: slack, secrets: [{ env: SLACK }] }
            body:
              scheme: hmac
              header: X-Signature
              algorithm: sha512
              encoding: base64
              type: { value: order }
              id: { path: $.order.number }
              secrets: [{ env: HMAC }]
            timed:
              scheme: hmac
              header: X-Signature
              algorithm: sha256
              encoding: hex
              prefix: "hmac="
              timestamp-header: X-Time
              tolerance: 30s
              type: [{ header: X-Kind }, { path: $.kind }]
              secrets: [{ env: HMAC }]
      """;

  private TestHooks() {}

  /** Its vendor may send whatever it likes. */
  public static Bus bus() {
    return parse(DEFINITION.formatted("{}", "['*']", "false"));
  }

  /** The same, and its vendor has these limits. */
  public static Bus withLimits(String limits) {
    return parse(DEFINITION.formatted(limits, "['*']", "false"));
  }

  /** The same, but its vendor may send types that begin with {@code or}, only. */
  public static Bus ofOrders() {
    return parse(DEFINITION.formatted("{}", "['or*']", "false"));
  }

  /** The same, but its vendor is suspended. */
  public static Bus suspended() {
    return parse(DEFINITION.formatted("{}", "['*']", "true"));
  }

  /** A bus of this definition, which is right. */
  public static Bus parse(String definition) {
    return ((ParsedBus.Valid) BusParser.parse("bus.yaml", definition)).bus();
  }

  /** The secrets that the bus's definition refers to. */
  public static Secrets secrets() {
    return new InMemorySecrets(all());
  }

  /** The same, by what refers to them. */
  public static Map<SecretRef, String> all() {
    Map<SecretRef, String> secrets = new HashMap<>();
    secrets.put(new SecretRef.Environment("OLD"), OLD_STANDARD);
    secrets.put(new SecretRef.Environment("STANDARD"), STANDARD);
    secrets.put(new SecretRef.Environment("GITHUB"), GITHUB);
    secrets.put(new SecretRef.Environment("STRIPE"), STRIPE);
    secrets.put(new SecretRef.Environment("SHOPIFY"), SHOPIFY);
    secrets.put(new SecretRef.Environment("SLACK"), SLACK);
    secrets.put(new SecretRef.Environment("HMAC"), HMAC);
    return secrets;
  }
}
