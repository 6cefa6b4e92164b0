// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.io.IOException;

/** A definition log cannot be used now; the next move is to try again later. */
public final class DefinitionLogException extends IOException {

  private static final long serialVersionUID = 1;

  public DefinitionLogException(String message) {
    super(message);
  }

  public DefinitionLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
