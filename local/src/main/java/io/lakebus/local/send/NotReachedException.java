// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.IOException;

/** There was no connection: the request was certainly not read. */
final class NotReachedException extends IOException {

  private static final long serialVersionUID = 1;

  NotReachedException(String message, IOException cause) {
    super(message, cause);
  }
}
