// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

/** Takes one line for each request that is answered. Thread-safe; nobody waits for it. */
public interface AccessLog extends AutoCloseable {

  /**
   * Takes a line. Whether it can be written is the log's own matter.
   *
   * @param line a line's bytes, with the line feed that ends it; not changed any more
   */
  void write(byte[] line);

  /** Writes what it has taken, as far as that is possible within a short time. */
  @Override
  void close();
}
