// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.secret;

import io.lakebus.bus.SecretRef;

/** Where the secrets are that a bus definition refers to. */
public interface Secrets {

  /**
   * The secret; not empty.
   *
   * @throws UnresolvedSecretException if there is none
   */
  String resolve(SecretRef reference) throws UnresolvedSecretException;
}
