// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.json;

/** A text is not JSON, or not what is expected at a place. The place is in the text: no stack. */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1;

  JsonException(String problem, int offset) {
    super(problem + " at character " + (offset + 1), null, false, false);
  }
}
