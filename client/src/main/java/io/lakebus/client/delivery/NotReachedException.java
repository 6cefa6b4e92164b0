// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.io.IOException;

/** There was no connection: the request was certainly not read. */
public final class NotReachedException extends IOException {

  private static final long serialVersionUID = 1;

  /** Says who was not reached. */
  public NotReachedException(String message, IOException cause) {
    super(message, cause);
  }
}
