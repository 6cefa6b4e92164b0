// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.job.decode.Item;
import io.lakebus.job.stream.StreamType;
import io.lakebus.route.Routing;
import org.apache.flink.api.common.typeinfo.TypeInformation;

import static java.util.Objects.requireNonNull;

/** What travels from route to write. */
public sealed interface Routed {

  /** The type of streams of these. */
  TypeInformation<Routed> TYPE = new StreamType<>(Routed.class, new RoutedCodec());

  /**
   * An event and what the rules make of it.
   *
   * @param item the event
   * @param routing its rows and dead letters
   * @param version the version of the bus definition that has the rules
   */
  record Rows(Item.Accepted item, Routing routing, int version) implements Routed {

    public Rows {
      requireNonNull(item, "item is null");
      requireNonNull(routing, "routing is null");
    }
  }

  /**
   * A record that became a dead letter before route.
   *
   * @param item the record
   * @param version the version of the bus definition that is in force
   */
  record Dead(Item.Dead item, int version) implements Routed {

    public Dead {
      requireNonNull(item, "item is null");
    }
  }

  /** How far dedup has come. */
  record Progress(Item.Progress item) implements Routed {

    public Progress {
      requireNonNull(item, "item is null");
    }
  }
}
