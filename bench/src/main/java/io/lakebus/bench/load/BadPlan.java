// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import io.lakebus.bench.agent.Fields;
import io.lakebus.bench.agent.Misdeed;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What bad vendors are to do.
 *
 * @param target at whom
 * @param crowds how many do what
 * @param time for how long
 */
public record BadPlan(Target target, Map<Misdeed, Crowd> crowds, Duration time) {

  public BadPlan {
    crowds = Map.copyOf(crowds);
  }

  /**
   * Where they send.
   *
   * @param port the server's, on the loopback interface
   * @param limitedKey the API key of a vendor that has limits
   * @param freeKey the API key of a vendor that has none
   * @param hook the name of a hook whose requests are signed with a secret that they do not have
   */
  public record Target(int port, String limitedKey, String freeKey, String hook) {}

  /** As the process of the bad load is told. */
  public Fields fields() {
    Map<String, String> values = new TreeMap<>();
    values.put("port", Integer.toString(target.port()));
    values.put("limited-key", target.limitedKey());
    values.put("free-key", target.freeKey());
    values.put("hook", target.hook());
    values.put("time", Long.toString(time.toNanos()));
    crowds.forEach((misdeed, crowd) -> values.put(misdeed.name(), crowd.text()));
    return new Fields(values);
  }

  /** Reads what the process of the bad load is told. */
  public static BadPlan of(Fields fields) {
    Map<Misdeed, Crowd> crowds = new EnumMap<>(Misdeed.class);
    for (Misdeed misdeed : Misdeed.values()) {
      if (fields.values().containsKey(misdeed.name())) {
        crowds.put(misdeed, Crowd.of(fields.text(misdeed.name())));
      }
    }
    return new BadPlan(
        new Target(
            (int) fields.number("port"),
            fields.text("limited-key"),
            fields.text("free-key"),
            fields.text("hook")),
        crowds,
        Duration.ofNanos(fields.number("time")));
  }
}
