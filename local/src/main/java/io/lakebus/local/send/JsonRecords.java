// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** The elements of a JSON array, or JSON objects one after another. */
final class JsonRecords implements RecordReader {

  /** More of the input follows a value, on purpose. */
  private static final ObjectReader ONE_VALUE =
      StrictJson.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final BoundedReader text;
  private final String file;
  private final JsonParser parser;

  JsonRecords(BoundedReader text, String file) throws IOException {
    this.text = text;
    this.file = file;
    this.parser = StrictJson.factory().createParser(text);
  }

  @Override
  public Optional<InputRecord> next() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      while (token == JsonToken.END_ARRAY
          || (token == JsonToken.START_ARRAY && parser.getParsingContext().getParent().inRoot())) {
        token = parser.nextToken();
      }
      if (token == null) {
        return Optional.empty();
      }
      Position position = new Position(file, parser.currentTokenLocation().getLineNr());
      JsonNode node = ONE_VALUE.readTree(parser);
      text.recordRead();
      return Optional.of(
          node instanceof ObjectNode object
              ? new InputRecord.Fields(position, object)
              : new InputRecord.Unreadable(position, "the record is not an object"));
    } catch (JsonProcessingException e) {
      throw new InputException(
          new Position(file, JsonProblems.line(e)),
          "column " + JsonProblems.column(e) + ": " + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      throw new InputException(
          new Position(file, parser.currentLocation().getLineNr()),
          "here or shortly after, bytes are not UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
