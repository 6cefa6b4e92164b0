// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines are written to, by one thread. Its text says to an operator what it is. */
interface LineOutput extends Closeable {

  /**
   * Writes whole lines.
   *
   * @param lines what is to be written; its position says how far that was done, also when it
   *     failed
   * @throws IOException if it cannot; the rest may be written later
   */
  void write(ByteBuffer lines) throws IOException;
}
