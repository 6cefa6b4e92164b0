// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.secret;

import io.lakebus.bus.SecretRef;

/** There is no secret where a definition says that one is; the next move is to put it there. */
public final class UnresolvedSecretException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * @param reference where the secret should be
   * @param why what is there instead: {@code "is empty"}
   */
  UnresolvedSecretException(SecretRef reference, String why) {
    super(reference + " " + why);
  }
}
