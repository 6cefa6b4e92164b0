// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.lakebus.event.JsonProblem;
import io.lakebus.event.JsonValidator;
import io.lakebus.event.StrictJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of a body's bytes that is one JSON document, and the parser that walks it once. Knows
 * where its tokens are in the body, so that a value can be cut out of it byte for byte.
 */
final class JsonSpan implements AutoCloseable {

  /** For bodies whose strings hold events or more: the body's own limit is theirs. */
  private static final JsonFactory LONG_STRINGS =
      StrictJson.factory()
          .rebuild()
          .streamReadConstraints(
              StrictJson.factory()
                  .streamReadConstraints()
                  .rebuild()
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final byte[] body;
  private final int start;
  private final int firstLine;
  private final JsonParser parser;

  private JsonSpan(byte[] body, int start, int firstLine, JsonParser parser) {
    this.body = body;
    this.start = start;
    this.firstLine = firstLine;
    this.parser = parser;
  }

  /**
   * @param body the body
   * @param start where the document starts in it
   * @param end where it ends
   * @param firstLine the line of the body in which it starts, from 1
   */
  JsonSpan(byte[] body, int start, int end, int firstLine) throws IOException {
    this(body, start, firstLine, StrictJson.factory().createParser(body, start, end - start));
  }

  /** A whole body whose strings may be as long as the body. */
  static JsonSpan withLongStrings(byte[] body) throws IOException {
    return new JsonSpan(body, 0, 1, LONG_STRINGS.createParser(body));
  }

  JsonParser parser() {
    return parser;
  }

  JsonToken nextToken() throws IOException, BodyRefusedException {
    try {
      return parser.nextToken();
    } catch (JsonProcessingException e) {
      throw refused(JsonValidator.explain(parser, e));
    }
  }

  /**
   * Goes to the document's first token.
   *
   * @throws BodyRefusedException if it is another than this, for this reason
   */
  void expect(JsonToken token, String problem) throws IOException, BodyRefusedException {
    JsonToken first = nextToken();
    if (first == null) {
      throw new BodyRefusedException(Problem.of(ProblemCode.EMPTY_BODY, "the body has no event"));
    }
    if (first != token) {
      throw refusedHere(ProblemCode.NOT_AN_EVENT, problem);
    }
  }

  /** Requires that the document ends here. */
  void expectEnd() throws IOException, BodyRefusedException {
    if (nextToken() != null) {
      throw refusedHere(ProblemCode.MALFORMED_JSON, "something follows the end of the JSON value");
    }
  }

  /** The text of the string that is the current token. */
  String text() throws IOException, BodyRefusedException {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      throw refused(JsonValidator.explain(parser, e));
    }
  }

  /** Skips the value whose first token is the current one. */
  void skipValue() throws IOException, BodyRefusedException {
    try {
      parser.skipChildren();
    } catch (JsonProcessingException e) {
      throw refused(JsonValidator.explain(parser, e));
    }
  }

  /** Checks the detail whose first token is the current one, and cuts it out of the body. */
  byte[] readDetail() throws IOException, BodyRefusedException {
    int from = tokenStart();
    try {
      Optional<JsonProblem> problem = JsonValidator.skipDetail(parser);
      if (problem.isPresent()) {
        throw refused(problem.get());
      }
    } catch (JsonProcessingException e) {
      throw refused(JsonValidator.explain(parser, e));
    }
    int to = position();
    return from == 0 && to == body.length ? body : Arrays.copyOfRange(body, from, to);
  }

  /** Where the current token starts in the body. */
  int tokenStart() {
    return start + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where the current token, which is not a number, ends in the body. */
  int position() {
    return start + (int) parser.currentLocation().getByteOffset();
  }

  /** Refuses the body for what stands at the current token. */
  BodyRefusedException refusedHere(ProblemCode code, String detail) {
    return new BodyRefusedException(
        Problem.at(
            code,
            detail,
            place(
                parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr())));
  }

  private BodyRefusedException refused(JsonProblem problem) {
    return new BodyRefusedException(
        Problem.at(
            ProblemCode.of(problem.code()),
            problem.message(),
            place(problem.line(), problem.column())));
  }

  private Problem.Place place(int line, int column) {
    return new Problem.Place(firstLine + line - 1, column);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
