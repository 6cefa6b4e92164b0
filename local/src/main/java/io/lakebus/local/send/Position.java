// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

/**
 * Where in its input a record begins.
 *
 * @param file the file as the user named it
 * @param line the line, counted from 1
 */
public record Position(String file, long line) {

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
