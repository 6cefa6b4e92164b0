// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** The rows of a CSV, each an object with a field for each cell that is not empty. */
final class CsvRecords implements RecordReader {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(false)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();

  private final BoundedReader text;
  private final String file;
  private final CellTypes cells;
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;
  private final List<String> columns;

  CsvRecords(BoundedReader text, String file, CellTypes cells) throws IOException {
    this.text = text;
    this.file = file;
    this.cells = cells;
    try {
      this.parser = FORMAT.parse(text);
    } catch (IllegalArgumentException | IOException e) {
      throw new InputException(new Position(file, 1), "the header: " + problem(e));
    }
    this.rows = parser.iterator();
    this.columns = parser.getHeaderNames();
  }

  @Override
  public Optional<InputRecord> next() throws IOException {
    Position position = position();
    while (hasRow(position)) {
      CSVRecord row = rows.next();
      text.recordRead();
      if (!isBlankLine(row)) {
        return Optional.of(record(position, row));
      }
      position = position();
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** Where the next row begins; reading it moves on. */
  private Position position() {
    return new Position(file, parser.getCurrentLineNumber() + 1);
  }

  private boolean hasRow(Position position) throws InputException {
    try {
      return rows.hasNext();
    } catch (UncheckedIOException e) {
      throw new InputException(position, problem(e.getCause()));
    }
  }

  private static boolean isBlankLine(CSVRecord row) {
    return row.size() == 1 && row.get(0).isEmpty();
  }

  private InputRecord record(Position position, CSVRecord row) {
    if (row.size() != columns.size()) {
      return new InputRecord.Unreadable(
          position, "the row has " + row.size() + " cells, the header " + columns.size());
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    for (int index = 0; index < columns.size(); index++) {
      String column = columns.get(index);
      cells.value(column, row.get(index)).ifPresent(value -> content.set(column, value));
    }
    return new InputRecord.Fields(position, content);
  }

  private static String problem(Exception e) {
    return e instanceof CharacterCodingException
        ? "here or shortly after, bytes are not UTF-8"
        : e.getMessage();
  }
}
