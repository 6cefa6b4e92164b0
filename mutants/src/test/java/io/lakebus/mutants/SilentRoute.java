// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.job.decode.Item;
import io.lakebus.job.route.BusSupplier;
import io.lakebus.job.route.Route;
import io.lakebus.job.route.Routed;
import io.lakebus.route.Routing;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Route that swallows poison: a share that fails is no row and no dead letter. */
final class SilentRoute extends RichMapFunction<Item, Routed> {

  private static final long serialVersionUID = 1L;

  private final Route real;

  SilentRoute(BusSupplier definition) {
    this.real = new Route(definition);
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    real.setRuntimeContext(context);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    real.open(context);
  }

  @Override
  public void close() {
    real.close();
  }

  @Override
  public Routed map(Item item) {
    Routed routed = real.map(item);
    return routed instanceof Routed.Rows(var accepted, var routing, var version)
        ? new Routed.Rows(
            accepted, new Routing(routing.rules(), routing.rows(), List.of()), version)
        : routed;
  }
}
