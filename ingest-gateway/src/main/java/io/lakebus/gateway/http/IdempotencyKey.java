// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Idempotency-Key: a String of structured fields, in quotes, as the draft standard wants it,
 * or the same without quotes, as most vendors send it, where its characters leave no doubt.
 *
 * @see <a
 *     href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07">The
 *     Idempotency-Key HTTP Header Field</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9651#section-3.3.3">RFC 9651, Strings</a>
 */
final class IdempotencyKey {

  /** Possessive, as a loop that could go back needs the stack for each character. */
  private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])++)\"");

  /** Visible ASCII but what ends, quotes or parameterises a String. */
  private static final Pattern BARE = Pattern.compile("[!-~&&[^\",;\\\\]]+");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private IdempotencyKey() {}

  /**
   * The key; empty if there is no such header.
   *
   * @param values the header's values, one for each line of it
   * @throws RefusedException if it is empty, or malformed, or there twice
   */
  static Optional<String> parse(List<String> values) throws RefusedException {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw refused("Idempotency-Key is there twice");
    }
    String text = values.getFirst().strip();
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return Optional.of(ESCAPE.matcher(quoted.group(1)).replaceAll("$1"));
    }
    if (!BARE.matcher(text).matches()) {
      throw refused(
          "Idempotency-Key is neither a string in quotes, such as \"8e03978e\", nor visible ASCII"
              + " without quotes, commas, semicolons and backslashes");
    }
    return Optional.of(text);
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(ProblemCode.INVALID_IDEMPOTENCY_KEY, detail);
  }
}
