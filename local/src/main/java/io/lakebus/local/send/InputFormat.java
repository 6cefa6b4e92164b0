// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** How the records of an input are written. */
enum InputFormat {
  /** RFC 4180 with a header line. */
  CSV,
  /** One JSON object a line. */
  NDJSON,
  /** One JSON object, an array of them, or several one after another. */
  JSON;

  /** The format that a file's name tells. */
  static Optional<InputFormat> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      return Optional.of(NDJSON);
    }
    return name.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
  }

  /** Reads the records of a stream; closing the reader closes the stream. */
  RecordReader open(InputStream in, String file, CellTypes cells) throws IOException {
    BoundedReader text = BoundedReader.utf8(in);
    return switch (this) {
      case CSV -> new CsvRecords(text, file, cells);
      case NDJSON -> new NdjsonRecords(text, file);
      case JSON -> new JsonRecords(text, file);
    };
  }
}
