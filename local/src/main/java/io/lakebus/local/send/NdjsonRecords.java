// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** The lines of an NDJSON file; a line that is not a JSON object does not spoil the next. */
final class NdjsonRecords implements RecordReader {

  private final BoundedReader text;
  private final BufferedReader lines;
  private final String file;
  private long line;

  NdjsonRecords(BoundedReader text, String file) {
    this.text = text;
    this.lines = new BufferedReader(text);
    this.file = file;
  }

  @Override
  public Optional<InputRecord> next() throws IOException {
    String content = nextLine();
    while (content != null && content.isBlank()) {
      content = nextLine();
    }
    return content == null
        ? Optional.empty()
        : Optional.of(parse(new Position(file, line), content));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private String nextLine() throws IOException {
    line++;
    try {
      String content = lines.readLine();
      text.recordRead();
      return content;
    } catch (CharacterCodingException e) {
      throw new InputException(
          new Position(file, line), "here or shortly after, bytes are not UTF-8");
    } catch (IOException e) {
      throw new InputException(new Position(file, line), e.getMessage());
    }
  }

  private static InputRecord parse(Position position, String content) {
    try {
      JsonNode node = StrictJson.mapper().readTree(content);
      return node instanceof ObjectNode object
          ? new InputRecord.Fields(position, object)
          : new InputRecord.Unreadable(position, "the line is JSON, but not an object");
    } catch (JsonProcessingException e) {
      return new InputRecord.Unreadable(
          position, "column " + JsonProblems.column(e) + ": " + e.getOriginalMessage());
    }
  }
}
