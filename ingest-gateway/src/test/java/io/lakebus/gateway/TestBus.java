// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.bus.AccessKey;
import io.lakebus.bus.ApiKey;
import io.lakebus.bus.Archive;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Contract;
import io.lakebus.bus.Limits;
import io.lakebus.bus.NamePattern;
import io.lakebus.bus.Quarantine;
import io.lakebus.bus.SecretRef;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.secret.InMemorySecrets;
import io.lakebus.gateway.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bus with two vendors. */
public final class TestBus {

  /** The live key of {@code statsfeed}. */
  public static final String KEY = "statsfeed-key";

  /** A key of {@code statsfeed} that is valid up to the last moment of 2026-11-22. */
  public static final String EXPIRED_KEY = "statsfeed-old-key";

  /** The key of {@code tickets}. */
  public static final String OTHER_KEY = "tickets-key";

  /** The id of the live access key of {@code statsfeed}, and its secret. */
  public static final String ACCESS_KEY = "AKIASTATSFEED0000001";

  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  /** An access key that is valid up to the last moment of 2026-11-22; its secret is the same. */
  public static final String EXPIRED_ACCESS_KEY = "AKIASTATSFEED0000000";

  private static final SecretRef SECRET_REF = new SecretRef.Environment("STATSFEED_SECRET");

  private TestBus() {}

  /** The secrets that the bus's definition refers to. */
  public static Secrets secrets() {
    return new InMemorySecrets(Map.of(SECRET_REF, SECRET));
  }

  /** Whose vendors may send whatever they like. */
  public static Bus bus() {
    return bus(statsfeed(Vendor.ANY_TYPE, Limits.NONE, Vendor.Status.ACTIVE));
  }

  /** Where {@code statsfeed} has limits. */
  public static Bus bus(Limits limits) {
    return bus(statsfeed(Vendor.ANY_TYPE, limits, Vendor.Status.ACTIVE));
  }

  /** The vendor {@code statsfeed}. */
  public static Vendor statsfeed(List<NamePattern> types, Limits limits, Vendor.Status status) {
    Optional<LocalDate> today = Optional.of(LocalDate.parse("2026-11-23"));
    return new Vendor(
        "statsfeed",
        List.of(new ApiKey(sha256(KEY), Optional.empty()), new ApiKey(sha256(EXPIRED_KEY), today)),
        List.of(
            new AccessKey(ACCESS_KEY, SECRET_REF, Optional.empty()),
            new AccessKey(EXPIRED_ACCESS_KEY, SECRET_REF, today)),
        List.of(),
        sources("statsfeed"),
        types,
        limits,
        status);
  }

  /** Where types have contracts. */
  public static Bus bus(Map<String, Contract> contracts) {
    return bus(statsfeed(Vendor.ANY_TYPE, Limits.NONE, Vendor.Status.ACTIVE), contracts);
  }

  /** A bus with this vendor and {@code tickets}. */
  public static Bus bus(Vendor statsfeed) {
    return bus(statsfeed, Map.of());
  }

  private static Bus bus(Vendor statsfeed, Map<String, Contract> contracts) {
    Vendor tickets =
        new Vendor(
            "tickets",
            List.of(new ApiKey(sha256(OTHER_KEY), Optional.of(LocalDate.parse("2026-11-24")))),
            List.of(),
            List.of(),
            sources("tickets"),
            Vendor.ANY_TYPE,
            Limits.NONE,
            Vendor.Status.ACTIVE);
    return new Bus(
        "sports",
        Map.of("statsfeed", statsfeed, "tickets", tickets),
        List.of(),
        Map.of(),
        new Archive("events", Duration.ofDays(30)),
        new Quarantine("quarantine", Duration.ofDays(90)),
        Duration.ofHours(80),
        Duration.ofSeconds(2),
        500,
        contracts);
  }

  private static List<NamePattern> sources(String name) {
    return List.of(new NamePattern.Exact(name), new NamePattern.Prefix(name + "."));
  }

  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
