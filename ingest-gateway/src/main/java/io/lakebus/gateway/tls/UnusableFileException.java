// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.nio.file.Path;

/**
 * A certificate or a key cannot be used as its file is. The message names the file and says what to
 * do; the next move is to keep what is in force, or not to start.
 */
final class UnusableFileException extends Exception {

  UnusableFileException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
