// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;

import static org.assertj.core.api.Assertions.assertThat;

/** Bus definitions of tests. */
final class TestBuses {

  private TestBuses() {}

  static Bus parse(String yaml) {
    ParsedBus parsed = BusParser.parse("bus.yaml", yaml);
    assertThat(parsed).isInstanceOf(ParsedBus.Valid.class);
    return ((ParsedBus.Valid) parsed).bus();
  }
}
