// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says whether bytes are JSON that Lakebus takes: UTF-8, RFC 8259, no name twice in an object,
 * within the limits of {@link StrictJson}, no half surrogate pairs. What passes here {@link
 * DetailReader} reads, and the other way round; that is what keeps the gateway and the job from
 * disagreeing.
 *
 * <p>A caller whose details are parts of a larger document checks the document's bytes with {@link
 * #checkText}, walks it with a parser of {@link StrictJson#factory()}, gives each detail to {@link
 * #skipDetail}, and explains what the parser throws with {@link #explain}.
 */
public final class JsonValidator {

  /** What the parser's messages say to its programmer, who is not the reader here. */
  private static final Pattern ADVICE =
      Pattern.compile(": enable `.*|, from `[^`]*`| \\(start marker at \\[Source: [^\\]]*]\\)");

  /** A message is cut here: it can quote a name of the vendor's, as long as names are. */
  private static final int MAX_MESSAGE_LENGTH = 300;

  private JsonValidator() {}

  /** Checks a range of bytes that should be one detail: a JSON object. */
  public static Optional<JsonProblem> validateDetail(byte[] bytes, int offset, int length) {
    Optional<JsonProblem> text = checkText(bytes, offset, length);
    if (text.isPresent()) {
      return text;
    }
    try (JsonParser parser = StrictJson.factory().createParser(bytes, offset, length)) {
      try {
        parser.nextToken();
        Optional<JsonProblem> problem = skipDetail(parser);
        return problem.isPresent() ? problem : trailing(parser);
      } catch (JsonProcessingException e) {
        return Optional.of(explain(parser, e));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail to be read
    }
  }

  /**
   * Checks what a parser does not: that the bytes are well-formed UTF-8, and that no escape names
   * half of a surrogate pair. The whole of a document is checked once.
   */
  public static Optional<JsonProblem> checkText(byte[] bytes, int offset, int length) {
    return JsonText.check(bytes, offset, length);
  }

  /**
   * Reads the detail whose first token is the parser's current one, to its last token. Depth counts
   * from the detail: its own object is level 1.
   *
   * @param parser a parser of {@link StrictJson#factory()}
   * @return what is wrong with the detail and is not the parser's to find; the parser then stands
   *     where it was found
   * @throws IOException what the parser throws, see {@link #explain}
   */
  public static Optional<JsonProblem> skipDetail(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return Optional.of(notAnObject(parser));
    }
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
        if (depth > StrictJson.MAX_DEPTH) {
          return Optional.of(tooDeep(parser));
        }
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT && isTooLarge(parser)) {
        return Optional.of(tooLarge(parser));
      }
    }
    return Optional.empty();
  }

  /** Explains what a parser of {@link StrictJson#factory()} threw. */
  public static JsonProblem explain(JsonParser parser, JsonProcessingException thrown) {
    String message = thrown.getOriginalMessage();
    JsonProblem.Code code = JsonProblem.Code.MALFORMED_JSON;
    if (thrown instanceof StreamConstraintsException) {
      code =
          message.contains("nesting depth") ? JsonProblem.Code.TOO_DEEP : JsonProblem.Code.TOO_LONG;
    } else if (message.startsWith("Duplicate field")) {
      code = JsonProblem.Code.DUPLICATE_KEY;
    }
    JsonLocation location = thrown.getLocation();
    return problem(
        code,
        withoutAdvice(message),
        parser,
        location == null ? parser.currentLocation() : location);
  }

  /** The parser's words without those for who configures it: a vendor cannot act on them. */
  private static String withoutAdvice(String message) {
    return message.length() <= MAX_MESSAGE_LENGTH
        ? ADVICE.matcher(message).replaceAll("")
        : Abbreviation.of(message, MAX_MESSAGE_LENGTH);
  }

  /** What is wrong where a detail begins with a token that is not an object's. */
  static JsonProblem notAnObject(JsonParser parser) {
    return parser.currentToken() == null
        ? here(JsonProblem.Code.MALFORMED_JSON, "there is no JSON", parser)
        : here(
            JsonProblem.Code.NOT_AN_OBJECT,
            "the detail is not an object but " + noun(parser.currentToken()),
            parser);
  }

  static JsonProblem tooDeep(JsonParser parser) {
    return here(
        JsonProblem.Code.TOO_DEEP,
        "objects and arrays are nested deeper than " + StrictJson.MAX_DEPTH + " levels",
        parser);
  }

  static JsonProblem tooLarge(JsonParser parser) {
    return here(
        JsonProblem.Code.TOO_LONG,
        "a number's exponent is beyond " + StrictJson.MAX_EXPONENT,
        parser);
  }

  /** Whether the number that the parser stands at has an exponent beyond the limit. */
  static boolean isTooLarge(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int end = start + parser.getTextLength();
    int exponent = 0;
    for (int i = end - 1; i >= start; i--) {
      if (text[i] == 'e' || text[i] == 'E') {
        exponent = i + 1;
      }
    }
    if (exponent == 0) {
      return false;
    }
    long value = 0;
    for (int i = exponent; i < end; i++) {
      if (text[i] != '-' && text[i] != '+') {
        value = Math.min(value * 10 + (text[i] - '0'), Integer.MAX_VALUE);
      }
    }
    return value > StrictJson.MAX_EXPONENT;
  }

  /** What is wrong with what follows the detail's last token. */
  static Optional<JsonProblem> trailing(JsonParser parser) throws IOException {
    return parser.nextToken() == null
        ? Optional.empty()
        : Optional.of(
            here(JsonProblem.Code.MALFORMED_JSON, "something follows the detail", parser));
  }

  private static String noun(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static JsonProblem here(JsonProblem.Code code, String message, JsonParser parser) {
    return problem(
        code,
        message,
        parser,
        parser.currentToken() == null ? parser.currentLocation() : parser.currentTokenLocation());
  }

  private static JsonProblem problem(
      JsonProblem.Code code, String message, JsonParser parser, JsonLocation location) {
    return new JsonProblem(
        code,
        message,
        Optional.of(parser.getParsingContext().pathAsPointer().toString()),
        location.getLineNr(),
        location.getColumnNr(),
        location.getByteOffset());
  }
}
