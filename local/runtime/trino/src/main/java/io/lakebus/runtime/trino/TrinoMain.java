// SPDX-License-Identifier: Apache-2.0
package io.lakebus.runtime.trino;

import io.trino.server.Server;

/** Starts the server; its one argument is the version it shows. */
public final class TrinoMain {

  private TrinoMain() {}

  public static void main(String[] arguments) {
    new Server().start(arguments[0]);
  }
}
