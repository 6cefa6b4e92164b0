// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.config.DataSize;
import io.lakebus.event.EventCodec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the vendors of a definition. */
final class VendorsReader {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Za-z0-9]{16,128}");

  /** One a nanosecond: there is no finer time to share them out over. */
  private static final long MAX_PER_SECOND = 1_000_000_000L;

  private static final long MAX_PER_DAY = 1_000_000_000_000L;
  private static final long MAX_CONCURRENT = 100_000;

  private final Problems problems;
  private final SecretRefReader secretRefs;
  private final HooksReader hooksReader;
  private final Map<String, String> vendorsByKey = new HashMap<>();
  private final Map<String, String> vendorsByAccessKey = new HashMap<>();

  VendorsReader(Problems problems) {
    this.problems = problems;
    this.secretRefs = new SecretRefReader(problems);
    this.hooksReader = new HooksReader(problems);
  }

  Map<String, Vendor> read(Fields vendors) {
    Map<String, Vendor> result = new LinkedHashMap<>();
    vendors
        .takeAll()
        .forEach(
            (name, value) -> {
              problems.attempt(value.place(), name, VendorsReader::checkName);
              result.put(name, vendor(name, Fields.of(value, problems)));
            });
    return result;
  }

  private static String checkName(String name) {
    if (name.equals(EventCodec.UNKNOWN_VENDOR)) {
      throw new IllegalArgumentException(
          "'" + name + "' stands for events that came into the log past the gateway");
    }
    return Names.vendor(name);
  }

  private Vendor vendor(String name, Fields fields) {
    List<ApiKey> keys = new ArrayList<>();
    for (Yaml key : fields.takeList("keys")) {
      key(name, Fields.of(key, problems)).ifPresent(keys::add);
    }
    List<AccessKey> accessKeys = new ArrayList<>();
    for (Yaml key : fields.takeList("access-keys")) {
      accessKey(name, Fields.of(key, problems)).ifPresent(accessKeys::add);
    }
    List<NamePattern> ownNames =
        List.of(new NamePattern.Exact(name), new NamePattern.Prefix(name + "."));
    List<NamePattern> sources = names(fields, "sources", ownNames);
    List<NamePattern> types = names(fields, "types", Vendor.ANY_TYPE);
    Limits limits = fields.takeFields("limits").map(VendorsReader::limits).orElse(Limits.NONE);
    Vendor.Status status =
        fields.take("suspended", VendorsReader::status).orElse(Vendor.Status.ACTIVE);
    Vendor vendor = new Vendor(name, keys, accessKeys, List.of(), sources, types, limits, status);
    List<Hook> hooks =
        fields.takeFields("hooks").map(found -> hooksReader.read(found, vendor)).orElse(List.of());
    fields.finish("keys", "access-keys", "hooks", "sources", "types", "limits", "suspended");
    return vendor.withHooks(hooks);
  }

  private List<NamePattern> names(Fields fields, String key, List<NamePattern> defaults) {
    if (!fields.has(key)) {
      return defaults;
    }
    List<NamePattern> names = new ArrayList<>();
    for (Yaml name : fields.takeList(key)) {
      Fields.scalar(name, NamePattern::parse, problems).ifPresent(names::add);
    }
    return names;
  }

  private static Vendor.Status status(String suspended) {
    return switch (suspended) {
      case "true" -> Vendor.Status.SUSPENDED;
      case "false" -> Vendor.Status.ACTIVE;
      default ->
          throw new IllegalArgumentException("'" + suspended + "' is neither true nor false");
    };
  }

  private Optional<ApiKey> key(String vendor, Fields fields) {
    Optional<String> sha256 = fields.require("sha256", VendorsReader::sha256);
    Optional<LocalDate> expires = fields.take("expires", VendorsReader::date);
    fields.finish("sha256", "expires");
    sha256.ifPresent(
        hash -> {
          String other = vendorsByKey.putIfAbsent(hash, vendor);
          if (other != null) {
            problems.add(
                fields.place(), "the same key is already there, of vendor '" + other + "'");
          }
        });
    return sha256.map(hash -> new ApiKey(hash, expires));
  }

  private Optional<AccessKey> accessKey(String vendor, Fields fields) {
    Optional<String> id = fields.require("id", VendorsReader::accessKeyId);
    if (fields.isMapping() && !fields.has("secret")) {
      problems.add(fields.place(), "'secret' is missing");
    }
    Optional<SecretRef> secret = fields.takeFields("secret").flatMap(secretRefs::read);
    Optional<LocalDate> expires = fields.take("expires", VendorsReader::date);
    fields.finish("id", "secret", "expires");
    id.ifPresent(
        one -> {
          String other = vendorsByAccessKey.putIfAbsent(one, vendor);
          if (other != null) {
            problems.add(
                fields.place(),
                "an access key of this id is already there, of vendor '" + other + "'");
          }
        });
    return id.flatMap(one -> secret.map(reference -> new AccessKey(one, reference, expires)));
  }

  private static String accessKeyId(String text) {
    if (!ACCESS_KEY_ID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not the id of an access key, which has 16 to 128 letters and digits");
    }
    return text;
  }

  private static Limits limits(Fields fields) {
    Optional<Integer> events =
        fields.take("events-per-second", text -> (int) Names.number(text, 1, MAX_PER_SECOND));
    Optional<DataSize> bytes = fields.take("bytes-per-second", VendorsReader::rate);
    Optional<Long> daily =
        fields.take("events-per-day", text -> Names.number(text, 1, MAX_PER_DAY));
    Optional<Integer> concurrent =
        fields.take("concurrent-requests", text -> (int) Names.number(text, 1, MAX_CONCURRENT));
    fields.finish("events-per-second", "bytes-per-second", "events-per-day", "concurrent-requests");
    return new Limits(
        events.map(OptionalInt::of).orElse(OptionalInt.empty()),
        bytes,
        daily.map(OptionalLong::of).orElse(OptionalLong.empty()),
        concurrent.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static DataSize rate(String text) {
    DataSize size = DataSize.parse(text);
    if (size.bytes() == 0) {
      throw new IllegalArgumentException("'" + text + "' lets nothing through");
    }
    if (size.bytes() > MAX_PER_SECOND) {
      throw new IllegalArgumentException(
          "'" + text + "' is more than " + MAX_PER_SECOND + " bytes, which is the most");
    }
    return size;
  }

  private static String sha256(String text) {
    if (!SHA_256.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a SHA-256, which has 64 hexadecimal digits");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a day such as 2027-06-30", e);
    }
  }
}
