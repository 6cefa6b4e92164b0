// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.bus.AccessKey;
import io.lakebus.bus.ApiKey;
import io.lakebus.bus.Hook;
import io.lakebus.bus.HookField;
import io.lakebus.bus.HookScheme;
import io.lakebus.bus.Limits;
import io.lakebus.bus.NamePattern;
import io.lakebus.bus.Vendor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of vendors. Of a key's hash only the beginning: enough to know which it is. */
final class VendorChanges {

  private static final int SHOWN_OF_HASH = 8;

  private VendorChanges() {}

  /** A vendor that comes new. */
  static List<String> of(Vendor vendor) {
    return Changes.lines(texts(vendor));
  }

  /** What of a vendor changes; nothing if it stays as it is. */
  static List<String> between(Vendor before, Vendor after) {
    List<String> lines = new ArrayList<>(Changes.differences(texts(before), texts(after)));
    if (lines.isEmpty() && !before.equals(after)) {
      lines.add("something else of it");
    }
    return lines;
  }

  private static Map<String, String> texts(Vendor vendor) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (ApiKey key : vendor.keys()) {
      texts.put("key " + key.sha256().substring(0, SHOWN_OF_HASH) + "…", expiry(key.expires()));
    }
    for (AccessKey key : vendor.accessKeys()) {
      texts.put(
          "access key " + key.id(), expiry(key.expires()) + ", its secret in " + key.secret());
    }
    for (Hook hook : vendor.hooks()) {
      texts.put("hook " + hook.name(), text(hook));
    }
    texts.put("sources", names(vendor.sources()));
    texts.put("types", names(vendor.types()));
    limits(vendor.limits(), texts);
    texts.put("suspended", vendor.isSuspended() ? "yes" : "no");
    return texts;
  }

  private static String text(Hook hook) {
    StringBuilder text = new StringBuilder(text(hook.scheme())).append(", signed with ");
    text.append(joined(hook.secrets(), " or "));
    if (hook.scheme().signsTimestamp()) {
      text.append(" within ").append(hook.tolerance().toSeconds()).append(" s");
    }
    return text.append(", type in ")
        .append(joined(hook.type(), " or "))
        .append(", id in ")
        .append(hook.id().map(HookField::toString).orElse("the hash of what is signed"))
        .append(", source ")
        .append(hook.source())
        .toString();
  }

  private static String text(HookScheme scheme) {
    return switch (scheme) {
      case HookScheme.Named named -> named.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case HookScheme.Hmac hmac ->
          "hmac "
              + hmac.algorithm().name().toLowerCase(Locale.ROOT)
              + " in the header "
              + hmac.header()
              + " as "
              + (hmac.prefix().isEmpty() ? "" : "'" + hmac.prefix() + "' and ")
              + hmac.encoding().name().toLowerCase(Locale.ROOT)
              + hmac.timestampHeader().map(header -> " with the time in " + header).orElse("");
    };
  }

  private static String joined(List<?> parts, String separator) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(separator));
  }

  private static String expiry(Optional<LocalDate> expires) {
    return expires.map(day -> "works until before " + day).orElse("never expires");
  }

  private static String names(List<NamePattern> patterns) {
    return patterns.stream().map(VendorChanges::text).collect(Collectors.joining(", "));
  }

  private static String text(NamePattern pattern) {
    return switch (pattern) {
      case NamePattern.Exact exact -> exact.name();
      case NamePattern.Prefix prefix -> prefix.prefix() + "*";
    };
  }

  private static void limits(Limits limits, Map<String, String> texts) {
    limits
        .eventsPerSecond()
        .ifPresent(most -> texts.put("limit events-per-second", Integer.toString(most)));
    limits
        .bytesPerSecond()
        .ifPresent(most -> texts.put("limit bytes-per-second", Long.toString(most.bytes())));
    limits.eventsPerDay().ifPresent(most -> texts.put("limit events-per-day", Long.toString(most)));
    limits
        .concurrentRequests()
        .ifPresent(most -> texts.put("limit concurrent-requests", Integer.toString(most)));
  }
}
