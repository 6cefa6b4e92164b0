// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;

/** Takes bytes. */
interface Sink {

  /** Forgets what it takes. */
  Sink NOWHERE = (bytes, from, count) -> {};

  void write(byte[] bytes, int from, int count) throws IOException;

  default void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }
}
