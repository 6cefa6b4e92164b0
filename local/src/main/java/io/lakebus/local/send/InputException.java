// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.IOException;

/** The input cannot be read beyond this point: nothing after it is sent. */
final class InputException extends IOException {

  private static final long serialVersionUID = 1;

  InputException(Position position, String problem) {
    super(position + ": " + problem);
  }
}
