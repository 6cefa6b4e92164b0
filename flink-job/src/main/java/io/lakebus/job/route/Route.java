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
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The operator route, transform inside: one router per subtask, one element per event. A definition
 * that comes into force is compiled beside the events and takes its place between two of them: each
 * element carries the version that it was routed by.
 */
public final class Route extends RichMapFunction<Item, Routed> {

  private static final long serialVersionUID = 2L;

  private final BusSupplier definition;

  private transient BusInForce inForce;
  private transient volatile Rules rules;
  private transient Counter rows;
  private transient Counter unmatched;
  private transient DeadLetterCounters deadLetters;

  /** One definition's router, for this subtask alone. */
  private record Rules(int version, Router router) {

    static Rules of(VersionedBus definition) {
      return new Rules(definition.version(), new Router(definition.bus()));
    }
  }

  public Route(BusSupplier definition) {
    this.definition = definition;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    inForce = definition.open();
    inForce.subscribe(next -> rules = Rules.of(next));
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("route");
    rows = group.counter("rows");
    unmatched = group.counter("unmatched");
    group.gauge("definitionVersion", (Gauge<Integer>) () -> rules.version());
    deadLetters = new DeadLetterCounters(group);
  }

  @Override
  public Routed map(Item item) {
    Rules current = rules;
    return switch (item) {
      case Item.Accepted accepted ->
          new Routed.Rows(accepted, route(accepted, current.router()), current.version());
      case Item.Dead dead -> new Routed.Dead(dead, current.version());
      case Item.Progress progress -> new Routed.Progress(progress);
    };
  }

  private Routing route(Item.Accepted accepted, Router router) {
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

  @Override
  public void close() {
    if (inForce != null) {
      inForce.close();
    }
  }
}
