// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.control;

import io.lakebus.local.stack.ServiceRecord;
import io.lakebus.local.stack.State;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/** Tells a person who waits what happens: a line when a service becomes ready, or fails. */
public final class Progress {

  private final PrintWriter out;

  public Progress(PrintWriter out) {
    this.out = out;
  }

  void say(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints what has changed since it was last seen, and remembers it. */
  void show(ServiceRecord service, Map<String, State> seen, Duration elapsed) {
    State previous = seen.put(service.name(), service.state());
    if (previous == service.state()) {
      return;
    }
    switch (service.state()) {
      case READY ->
          say("  %-12s ready   %5.1f s".formatted(service.name(), elapsed.toMillis() / 1000.0));
      case RESTARTING ->
          say("  %-12s %s; trying again".formatted(service.name(), service.message()));
      case WAITING, STARTING, UNHEALTHY, STOPPING, STOPPED -> {
        // on the way to one of the others
      }
    }
  }
}
