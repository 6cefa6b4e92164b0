// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.decode;

import org.apache.flink.api.java.functions.KeySelector;

/**
 * What brings a repeat to where its first was: an event's dedup key. A dead letter has no repeats;
 * its place in the log is its key, which spreads them.
 */
public final class ItemKey implements KeySelector<Item, String> {

  private static final long serialVersionUID = 1L;

  @Override
  public String getKey(Item item) {
    return switch (item) {
      case Item.Accepted accepted -> accepted.event().dedupKey().asString();
      case Item.Dead dead -> dead.record().partition() + "@" + dead.record().offset();
      case Item.Progress progress ->
          throw new IllegalArgumentException("progress begins after the shuffle: " + progress);
    };
  }
}
