// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how the requests of a hook are signed. */
final class HookSchemeReader {

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Pattern PREFIX = Pattern.compile("[!-~]{0,32}");

  private HookSchemeReader() {}

  /** The scheme; empty if it is not known which one is meant. */
  static Optional<HookScheme> read(Fields fields) {
    Optional<String> name = fields.require("scheme", HookSchemeReader::schemeName);
    return name.flatMap(
        found ->
            switch (found) {
              case "standard-webhooks" -> Optional.of(HookScheme.Named.STANDARD_WEBHOOKS);
              case "github" -> Optional.of(HookScheme.Named.GITHUB);
              case "stripe" -> Optional.of(HookScheme.Named.STRIPE);
              case "shopify" -> Optional.of(HookScheme.Named.SHOPIFY);
              case "slack" -> Optional.of(HookScheme.Named.SLACK);
              default -> Optional.of(hmac(fields));
            });
  }

  private static String schemeName(String text) {
    return switch (text) {
      case "standard-webhooks", "github", "stripe", "shopify", "slack", "hmac" -> text;
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' is not a scheme; there are standard-webhooks, github, stripe, shopify,"
                  + " slack and hmac");
    };
  }

  /** What is missing or wrong is a problem by now, so that anything can stand for it. */
  private static HookScheme hmac(Fields fields) {
    return new HookScheme.Hmac(
        fields.require("header", HookSchemeReader::header).orElse(""),
        fields
            .require("algorithm", HookSchemeReader::algorithm)
            .orElse(HookScheme.Algorithm.SHA256),
        fields.require("encoding", HookSchemeReader::encoding).orElse(HookScheme.Encoding.HEX),
        fields.take("prefix", HookSchemeReader::prefix).orElse(""),
        fields.take("timestamp-header", HookSchemeReader::header));
  }

  /** Every field of a hook of this scheme that has not been taken is a problem. */
  static void finish(Fields fields, HookScheme scheme) {
    switch (scheme) {
      case HookScheme.Named named ->
          fields.finish("scheme", "secrets", "tolerance", "type", "id", "source");
      case HookScheme.Hmac hmac ->
          fields.finish(
              "scheme",
              "header",
              "algorithm",
              "encoding",
              "prefix",
              "timestamp-header",
              "secrets",
              "tolerance",
              "type",
              "id",
              "source");
    }
  }

  /** The name of a header. */
  static String header(String text) {
    if (!HEADER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a header's name: letters, digits, - and _");
    }
    return text;
  }

  private static HookScheme.Algorithm algorithm(String text) {
    return switch (text) {
      case "sha256" -> HookScheme.Algorithm.SHA256;
      case "sha512" -> HookScheme.Algorithm.SHA512;
      default -> throw new IllegalArgumentException("'" + text + "' is neither sha256 nor sha512");
    };
  }

  private static HookScheme.Encoding encoding(String text) {
    return switch (text) {
      case "hex" -> HookScheme.Encoding.HEX;
      case "base64" -> HookScheme.Encoding.BASE64;
      default -> throw new IllegalArgumentException("'" + text + "' is neither hex nor base64");
    };
  }

  private static String prefix(String text) {
    if (!PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException("has more than 32 characters, or some that are not ASCII");
    }
    return text;
  }
}
