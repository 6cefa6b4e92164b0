// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import io.lakebus.bus.ApiKey;
import io.lakebus.bus.Archive;
import io.lakebus.bus.Bus;
import io.lakebus.bus.Limits;
import io.lakebus.bus.Quarantine;
import io.lakebus.bus.SourcePattern;
import io.lakebus.bus.Vendor;
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

  private TestBus() {}

  public static Bus bus() {
    Vendor statsfeed =
        vendor(
            "statsfeed",
            new ApiKey(sha256(KEY), Optional.empty()),
            new ApiKey(sha256(EXPIRED_KEY), Optional.of(LocalDate.parse("2026-11-23"))));
    Vendor tickets =
        vendor(
            "tickets", new ApiKey(sha256(OTHER_KEY), Optional.of(LocalDate.parse("2026-11-24"))));
    return new Bus(
        "sports",
        Map.of("statsfeed", statsfeed, "tickets", tickets),
        List.of(),
        Map.of(),
        new Archive("events", Duration.ofDays(30)),
        new Quarantine("quarantine", Duration.ofDays(90)),
        Duration.ofHours(80),
        Duration.ofSeconds(2),
        500);
  }

  private static Vendor vendor(String name, ApiKey... keys) {
    return new Vendor(
        name,
        List.of(keys),
        List.of(new SourcePattern.Exact(name), new SourcePattern.Prefix(name + ".")),
        Limits.NONE);
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
