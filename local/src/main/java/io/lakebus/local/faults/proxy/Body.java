// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;

/** Bytes of a message that are still to be read. */
interface Body {

  Body NONE = sink -> {};

  /** Reads them, once, and passes them on as they come. */
  void transferTo(Sink sink) throws IOException;
}
