// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is read: a file, as often as asked, or standard input, once.
 *
 * @param name as the user named it; {@code -} is standard input
 * @param format how its records are written
 * @param cells what the cells of a CSV become
 */
record EventInput(String name, InputFormat format, CellTypes cells) {

  static final String STANDARD_INPUT = "-";

  boolean isStandardInput() {
    return name.equals(STANDARD_INPUT);
  }

  RecordReader open() throws IOException {
    InputStream in =
        isStandardInput() ? new Uncloseable(System.in) : Files.newInputStream(Path.of(name));
    try {
      return format.open(in, name, cells);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Standard input belongs to the process. */
  private static final class Uncloseable extends FilterInputStream {
    Uncloseable(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
