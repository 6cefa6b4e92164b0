// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads the records of an input one by one. */
interface RecordReader extends Closeable {

  /**
   * The next record, empty at the end.
   *
   * @throws InputException if the input cannot be read beyond this point
   */
  Optional<InputRecord> next() throws IOException;
}
