// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.DetailReader;
import io.lakebus.event.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Slack's handshake: before it sends events to an address, it sends a challenge there and wants it
 * back.
 */
final class UrlVerification {

  private static final String TYPE = "url_verification";

  /** More than a challenge has: what is longer is an event, and not read here. */
  private static final int MAX_BYTES = 4 << 10;

  private UrlVerification() {}

  /** The answer to a challenge, JSON; empty if the body is none. */
  static Optional<byte[]> answer(byte[] body) {
    if (body.length > MAX_BYTES || !new String(body, StandardCharsets.UTF_8).contains(TYPE)) {
      return Optional.empty();
    }
    return switch (DetailReader.read(body)) {
      case DetailReader.Detail.Tree(ObjectNode tree)
          when TYPE.equals(tree.path("type").textValue()) && tree.path("challenge").isTextual() ->
          Optional.of(answer(tree.path("challenge").textValue()));
      default -> Optional.empty();
    };
  }

  private static byte[] answer(String challenge) {
    ObjectNode answer = StrictJson.mapper().createObjectNode().put("challenge", challenge);
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }
}
