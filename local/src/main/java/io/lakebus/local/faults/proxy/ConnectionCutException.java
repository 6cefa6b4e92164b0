// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.IOException;

/** The trouble wants this connection reset: its socket is to be closed without another word. */
final class ConnectionCutException extends IOException {

  private static final long serialVersionUID = 1L;
}
