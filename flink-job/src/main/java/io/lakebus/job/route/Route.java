// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.event.DeadLetter;
import io.lakebus.job.decode.Item;
import io.lakebus.job.stream.DeadLetterCounters;
import io.lakebus.route.Router;
import io.lakebus.route.Routing;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The operator route, transform inside: one router per subtask, one element per event. */
public final class Route extends RichMapFunction<Item, Routed> {

  private static final long serialVersionUID = 1L;

  private final BusSupplier definition;

  private transient Router router;
  private transient Counter rows;
  private transient Counter unmatched;
  private transient DeadLetterCounters deadLetters;

  public Route(BusSupplier definition) {
    this.definition = definition;
  }

  @Override
  public void open(OpenContext context) {
    router = new Router(definition.bus());
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("route");
    rows = group.counter("rows");
    unmatched = group.counter("unmatched");
    deadLetters = new DeadLetterCounters(group);
  }

  @Override
  public Routed map(Item item) {
    return switch (item) {
      case Item.Accepted accepted -> new Routed.Rows(accepted, route(accepted));
      case Item.Dead dead -> new Routed.Dead(dead);
      case Item.Progress progress -> new Routed.Progress(progress);
    };
  }

  private Routing route(Item.Accepted accepted) {
    Routing routing = router.route(accepted.event());
    rows.inc(routing.rows().size());
    if (routing.rules().isEmpty()) {
      unmatched.inc();
    }
    for (DeadLetter letter : routing.deadLetters()) {
      deadLetters.count(letter.reason());
    }
    return routing;
  }
}
