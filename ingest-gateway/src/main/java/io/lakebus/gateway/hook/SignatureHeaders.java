// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.HookScheme;
import io.lakebus.gateway.hook.SignedRequest.Kind;
import io.lakebus.gateway.hook.SignedRequest.Offered;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a request's signature out of its headers, as each scheme writes it. */
final class SignatureHeaders {

  /** More than any rotation needs; each costs a comparison, or a verification, with each key. */
  private static final int MAX_SIGNATURES = 16;

  /**
   * With a full stop in it, an id could end elsewhere than its sender meant, and the same signature
   * would be good for another id and another body.
   */
  private static final Pattern WEBHOOK_ID = Pattern.compile("[!-~&&[^.]]{1,256}");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final Function<String, Optional<String>> headers;

  /**
   * @param headers the request's headers by their names, in any case
   */
  SignatureHeaders(Function<String, Optional<String>> headers) {
    this.headers = headers;
  }

  /**
   * The signature as the scheme has it.
   *
   * @throws RefusedException if a part of it is missing or cannot be read
   */
  SignedRequest read(HookScheme scheme) throws RefusedException {
    return switch (scheme) {
      case HookScheme.Named named ->
          switch (named) {
            case STANDARD_WEBHOOKS -> standardWebhooks();
            case GITHUB -> body("X-Hub-Signature-256", "sha256=", HookScheme.Encoding.HEX);
            case STRIPE -> stripe();
            case SHOPIFY -> body("X-Shopify-Hmac-SHA256", "", HookScheme.Encoding.BASE64);
            case SLACK -> slack();
          };
      case HookScheme.Hmac hmac -> hmac(hmac);
    };
  }

  private SignedRequest standardWebhooks() throws RefusedException {
    String id = require("webhook-id");
    if (!WEBHOOK_ID.matcher(id).matches()) {
      throw unreadable("webhook-id has not 1 to 256 visible ASCII characters without a full stop");
    }
    String timestamp = require("webhook-timestamp");
    Instant signedAt = instant("webhook-timestamp", timestamp);
    List<Offered> offered = new ArrayList<>();
    for (String signature : require("webhook-signature").split(" ", -1)) {
      if (signature.startsWith("v1,")) {
        add(offered, Kind.SHARED, HookScheme.Encoding.BASE64, signature.substring(3));
      } else if (signature.startsWith("v1a,")) {
        add(offered, Kind.PRIVATE, HookScheme.Encoding.BASE64, signature.substring(4));
      }
    }
    if (offered.isEmpty()) {
      throw unreadable("webhook-signature has no signature 'v1,' or 'v1a,' and base64");
    }
    return new SignedRequest(Optional.of(signedAt), ascii(id + "." + timestamp + "."), offered);
  }

  private SignedRequest stripe() throws RefusedException {
    Optional<String> timestamp = Optional.empty();
    List<Offered> offered = new ArrayList<>();
    for (String part : require("Stripe-Signature").split(",", -1)) {
      String item = part.strip();
      if (item.startsWith("t=")) {
        timestamp = Optional.of(item.substring(2));
      } else if (item.startsWith("v1=")) {
        add(offered, Kind.SHARED, HookScheme.Encoding.HEX, item.substring(3));
      }
    }
    if (timestamp.isEmpty() || offered.isEmpty()) {
      throw unreadable("Stripe-Signature has not both 't=' and 'v1=' with hexadecimal digits");
    }
    Instant signedAt = instant("Stripe-Signature", timestamp.get());
    return new SignedRequest(Optional.of(signedAt), ascii(timestamp.get() + "."), offered);
  }

  private SignedRequest slack() throws RefusedException {
    String timestamp = require("X-Slack-Request-Timestamp");
    Instant signedAt = instant("X-Slack-Request-Timestamp", timestamp);
    List<Offered> offered = one("X-Slack-Signature", "v0=", HookScheme.Encoding.HEX);
    return new SignedRequest(Optional.of(signedAt), ascii("v0:" + timestamp + ":"), offered);
  }

  private SignedRequest hmac(HookScheme.Hmac hmac) throws RefusedException {
    if (hmac.timestampHeader().isEmpty()) {
      return body(hmac.header(), hmac.prefix(), hmac.encoding());
    }
    String header = hmac.timestampHeader().get();
    String timestamp = require(header);
    Instant signedAt = instant(header, timestamp);
    List<Offered> offered = one(hmac.header(), hmac.prefix(), hmac.encoding());
    return new SignedRequest(Optional.of(signedAt), ascii(timestamp + "."), offered);
  }

  private SignedRequest body(String header, String prefix, HookScheme.Encoding encoding)
      throws RefusedException {
    return new SignedRequest(Optional.empty(), new byte[0], one(header, prefix, encoding));
  }

  private List<Offered> one(String header, String prefix, HookScheme.Encoding encoding)
      throws RefusedException {
    String text = require(header);
    List<Offered> offered = new ArrayList<>(1);
    if (text.startsWith(prefix)) {
      add(offered, Kind.SHARED, encoding, text.substring(prefix.length()));
    }
    if (offered.isEmpty()) {
      throw unreadable(
          header
              + " is not "
              + (prefix.isEmpty() ? "" : "'" + prefix + "' and ")
              + switch (encoding) {
                case HEX -> "hexadecimal digits";
                case BASE64 -> "base64";
              });
    }
    return offered;
  }

  /** What is not of the encoding is no signature, and fits nothing. */
  private static void add(
      List<Offered> offered, Kind kind, HookScheme.Encoding encoding, String text)
      throws RefusedException {
    if (offered.size() == MAX_SIGNATURES) {
      throw unreadable("there are more than " + MAX_SIGNATURES + " signatures");
    }
    try {
      byte[] bytes =
          switch (encoding) {
            case HEX -> HexFormat.of().parseHex(text);
            case BASE64 -> Base64.getDecoder().decode(text);
          };
      offered.add(new Offered(kind, bytes));
    } catch (IllegalArgumentException e) {
      return;
    }
  }

  private String require(String header) throws RefusedException {
    return headers
        .apply(header)
        .map(String::strip)
        .orElseThrow(() -> unreadable("the header " + header + " is missing"));
  }

  private static Instant instant(String header, String text) throws RefusedException {
    if (!SECONDS.matcher(text).matches()) {
      throw unreadable("the time in " + header + " is not in seconds since 1970");
    }
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static RefusedException unreadable(String detail) {
    return new RefusedException(ProblemCode.INCOMPLETE_SIGNATURE, detail);
  }
}
