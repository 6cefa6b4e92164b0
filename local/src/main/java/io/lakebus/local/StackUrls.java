// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.control.Stack;
import io.lakebus.local.service.Trino;
import io.lakebus.local.stack.Ports;
import java.io.PrintWriter;

/** Where a person goes from here. */
final class StackUrls {

  private StackUrls() {}

  static void print(Stack stack, PrintWriter out) {
    Ports ports = stack.ports();
    out.println();
    out.println("  Gateway        " + Ports.url(ports.gateway()) + "/v1/events");
    out.println("  API key        " + stack.home().demoKey());
    out.println("  Flink web UI   " + Ports.url(ports.flink()));
    out.println("  Trino          " + Ports.url(ports.trino()) + "/ui/");
    out.println("  JDBC           " + Trino.jdbcUrl(ports));
    out.println("  Bus            " + stack.home().busDefinition());
    out.flush();
  }
}
